/**
 * Takes simple-git out of what the variable DEBUG asks for: its log shows the environment of each process, and
 * the token with it. Must be imported before simple-git, which reads the variable when it is loaded.
 */
if (process.env.DEBUG) process.env.DEBUG += ',-simple-git*';
