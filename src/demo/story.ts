import type { Truth } from './users.ts';

/** The prompt of the demo, and where it lies. */
export const prompt = 'customer-support';
export const promptPath = `prompts/${prompt}.md`;

/** How the versions of the story behave. The good one is a little better, the bad one fails one request in eleven. */
export const truths: Readonly<Record<string, Truth>> = {
  'v1.0.0': { errors: 0.002, median: 0.8, quality: 0.82 },
  'v1.1.0': { errors: 0.001, median: 0.78, quality: 0.86 },
  'v2.0.0': { errors: 0.09, median: 0.95, quality: 0.55 },
};

const texts: Readonly<Record<string, string>> = {
  'v1.0.0': 'You are a support agent. Answer politely and in one paragraph.',
  'v1.1.0': 'You are a support agent. Answer politely, in one paragraph, and name the next step.',
  'v2.0.0': 'You are a support agent. Answer with a JSON object of the fields answer and mood.',
};

/** The prompt file of a version. */
export function promptText(version: string): string {
  return `---\nversion: ${version}\n---\n${texts[version] ?? ''}\n`;
}

/** The configuration of the demo: real stages, with short bakes and one minute of watch. */
export const configText = `prompts:
  ${prompt}:
    path: ${promptPath}
    owners: ["@you"]
bake: 2m
policy:
  watch: 2m
`;
