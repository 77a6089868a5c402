import type { MetricsConfig } from '../config/schema.ts';
import type { MetricsCredentials } from './credentials.ts';
import type { MetricsSource, SourceOptions } from './port.ts';

/**
 * The configured metrics source. Only the one that is configured is loaded. `workspace` is where a relative
 * `metrics.file` begins. Throws the catalogue's errors of the set-up (`metrics-…`).
 */
export async function createMetricsSource(
  config: MetricsConfig,
  credentials: MetricsCredentials,
  workspace: string,
  options: SourceOptions = {},
): Promise<MetricsSource> {
  if (config.source === 'file') {
    const { fileSource } = await import('./file.ts');
    return fileSource(config, workspace);
  }
  const { prometheusSource } = await import('./prometheus.ts');
  return prometheusSource(config, credentials, options);
}
