import { configErrors } from './config.ts';
import { deliveryErrors } from './delivery.ts';
import type { CatalogueEntry } from './entry.ts';
import { forgeErrors } from './forge.ts';
import { gitErrors } from './git.ts';
import { liveErrors } from './live.ts';
import { metricsErrors } from './metrics.ts';
import { notifyErrors } from './notify.ts';
import { promptErrors } from './prompts.ts';
import { usageErrors } from './usage.ts';

/** Every error that a user can meet, by code. The error reference is generated from it. */
export const catalogue = {
  ...usageErrors,
  ...configErrors,
  ...promptErrors,
  ...gitErrors,
  ...liveErrors,
  ...forgeErrors,
  ...metricsErrors,
  ...deliveryErrors,
  ...notifyErrors,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;

export const errorCodes = Object.keys(catalogue).sort() as ErrorCode[];
