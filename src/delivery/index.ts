import { resolve } from 'node:path';
import type { Config } from '../config/schema.ts';
import { copyDelivery } from './copy.ts';
import type { Delivery } from './port.ts';
import { webhookDelivery } from './webhook.ts';

/**
 * Where the manifest goes after each routing commit, as configured; empty when nowhere. `secret` signs the
 * webhook; a relative `copy` is below `workspace`. Throws `delivery-secret-missing`, `delivery-url-credentials`.
 */
export function createDeliveries(
  config: Config['delivery'],
  secret: string,
  workspace = process.cwd(),
): Delivery[] {
  const { webhook, copy } = config;
  return [
    ...(copy === undefined ? [] : [copyDelivery({ path: resolve(workspace, copy) })]),
    ...(webhook === undefined ? [] : [webhookDelivery({ url: webhook.url, secret })]),
  ];
}
