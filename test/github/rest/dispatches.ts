import { parse } from 'yaml';
import * as z from 'zod';
import { notFound, refusal } from '../http.ts';
import { resolveObject, runGit } from '../plumbing.ts';
import { htmlUrl } from '../shapes.ts';
import { type Call, type Handler, linkTo, ok, param } from './call.ts';

/** Nothing runs: what was dispatched is kept for the test to see. */

const Inputs = z.record(z.string(), z.unknown());
const Workflow = z.object({
  on: z.union([
    z.string().transform((event) => ({ [event]: null })),
    z.array(z.string()).transform((events) => Object.fromEntries(events.map((event) => [event, null]))),
    z.record(z.string(), z.unknown()),
  ]),
});
const Trigger = z.object({ inputs: Inputs.nullish() }).nullish();

async function readWorkflow(
  call: Call,
  ref: string,
  name: string,
): Promise<Record<string, unknown> | undefined> {
  const { bareDir } = call.repo;
  const blob = await resolveObject(bareDir, `${ref}:.github/workflows/${name}`, 'blob');
  if (blob === undefined) return undefined;
  const text = (await runGit(bareDir, ['cat-file', 'blob', blob])).stdout.toString();
  return Workflow.parse(parse(text)).on;
}

/** A branch or tag by its short or its full name. */
async function resolveRef(call: Call, ref: string): Promise<string | undefined> {
  const names = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  for (const name of names) {
    if ((await resolveObject(call.repo.bareDir, name)) !== undefined) return name;
  }
  return undefined;
}

const dispatchWorkflow: Handler = async (call) => {
  const NewDispatch = z.object({
    ref: z.string(),
    inputs: Inputs.default({}),
    return_run_details: z.boolean().optional(),
  });
  const { ref, inputs, return_run_details: details } = NewDispatch.parse(call.body);
  const workflow = param(call, 'workflow_id');
  if ((await readWorkflow(call, call.repo.settings.defaultBranch, workflow)) === undefined) throw notFound();
  const at = await resolveRef(call, ref);
  if (at === undefined) throw refusal(422, `No ref found for: ${ref}`);
  const events = await readWorkflow(call, at, workflow);
  if (events === undefined || !('workflow_dispatch' in events)) {
    throw refusal(422, `Workflow does not have 'workflow_dispatch' trigger`);
  }
  const declared = Trigger.parse(events.workflow_dispatch)?.inputs ?? {};
  const unexpected = Object.keys(inputs).filter((name) => !(name in declared));
  if (unexpected.length > 0) throw refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const { login, repo } = call;
  call.world.dispatches.push({ kind: 'workflow', repo: repo.fullName, login, workflow, ref, inputs });
  if (details !== true) return { status: 204 };
  const id = call.world.nextId();
  const run = `actions/runs/${id}`;
  return ok({ workflow_run_id: id, run_url: linkTo(call, run), html_url: htmlUrl(call.world, repo, run) });
};

const dispatchRepository: Handler = (call) => {
  const NewEvent = z.object({ event_type: z.string(), client_payload: Inputs.default({}) });
  const { event_type: eventType, client_payload: clientPayload } = NewEvent.parse(call.body);
  if (JSON.stringify(clientPayload).length >= 65_536) throw refusal(422, 'client_payload is too large.');
  call.world.dispatches.push({
    kind: 'repository',
    repo: call.repo.fullName,
    login: call.login,
    eventType,
    clientPayload,
  });
  return { status: 204 };
};

export const dispatchHandlers: Record<string, Handler> = {
  'actions/create-workflow-dispatch': dispatchWorkflow,
  'repos/create-dispatch-event': dispatchRepository,
};
