import manifest from '../../package.json' with { type: 'json' };

/** The action as workflows name it: its repository, at the tag of its major version. */
export const actionRepository = 'prompt-rollout/prompt-rollout';
const [major = '0'] = manifest.version.split('.');
export const actionTag = `v${major}`;

/** Where editors find the JSON Schema of the configuration. */
export const schemaAddress = `https://raw.githubusercontent.com/${actionRepository}/${actionTag}/dist/prompt-rollout.schema.json`;
