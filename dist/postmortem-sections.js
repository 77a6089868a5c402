// src/report/postmortem-sections.ts
/**
* The sections of a post-mortem in the order of the Google SRE book (whose title is that of the issue), then
* the three questions of a prompt. Issue body and issue form are both made from this list.
*/
const postmortemSections = [
	{
		id: "date",
		heading: "Date",
		guidance: "The day of the incident, in UTC."
	},
	{
		id: "authors",
		heading: "Authors",
		guidance: "Who writes this post-mortem and answers questions about it."
	},
	{
		id: "status",
		heading: "Status",
		guidance: "Raise it as the work goes on; Closed when every action item is done.",
		options: [
			"Draft",
			"In review",
			"Reviewed",
			"Closed"
		]
	},
	{
		id: "summary",
		heading: "Summary",
		guidance: "What happened and what users noticed, in two or three sentences, for somebody who was not there."
	},
	{
		id: "impact",
		heading: "Impact",
		guidance: "Exact numbers: requests exposed, requests failed, minutes, share of the traffic, users, money."
	},
	{
		id: "root-causes",
		heading: "Root causes",
		guidance: "Why it could happen: not who, but which words of the prompt, which assumption, which missing check."
	},
	{
		id: "trigger",
		heading: "Trigger",
		guidance: "What set it off: the change, the traffic, the moment."
	},
	{
		id: "resolution",
		heading: "Resolution",
		guidance: "What ended the harm, and what is still open."
	},
	{
		id: "detection",
		heading: "Detection",
		guidance: "How it was noticed, by what, and how long that took."
	},
	{
		id: "action-items",
		heading: "Action items",
		guidance: "What will be done, of which type (prevent, detect, mitigate, repair), by whom, and where it is tracked."
	},
	{
		id: "went-well",
		heading: "Lessons learned: what went well",
		guidance: "What worked as intended and should stay."
	},
	{
		id: "went-wrong",
		heading: "Lessons learned: what went wrong",
		guidance: "What was missing, slow, confusing or done by hand."
	},
	{
		id: "got-lucky",
		heading: "Lessons learned: where we got lucky",
		guidance: "What would have made it worse, and happened not to be so."
	},
	{
		id: "timeline",
		heading: "Timeline",
		guidance: "Times in UTC, an event a line, each with a link to its data: cause began, noticed, told, decided, over."
	},
	{
		id: "supporting-information",
		heading: "Supporting information",
		guidance: "Numbers, thresholds, queries, dashboards, links."
	},
	{
		id: "what-changed",
		heading: "What changed?",
		guidance: "The difference between the good and the bad version, and what it was meant to achieve."
	},
	{
		id: "tests",
		heading: "Did it pass the A/B test, and why did tests not catch it?",
		guidance: "Which stages and tests the version passed, and what they did not look at."
	},
	{
		id: "prevention",
		heading: "How do we prevent this next time?",
		guidance: "The one change that would have kept this from users, and the test that proves it."
	}
];
/** Labels of a post-mortem, filed by the program or by hand. */
const postmortemLabels = ["prompt-rollout", "postmortem"];
export { postmortemSections as n, postmortemLabels as t };
