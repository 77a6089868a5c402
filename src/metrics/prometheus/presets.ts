import type { PrometheusConfig, Queries } from '../../config/schema.ts';

type Preset = NonNullable<PrometheusConfig['preset']>;

const span = 'gen_ai_prompt_name="{{prompt}}",gen_ai_prompt_version="{{version}}"';
const metadata = 'metadata_prompt_name="{{prompt}}",metadata_prompt_version="{{version}}"';

/**
 * Ready-made queries: raw counters, so that they give looks with counts.
 *
 * `otel-spanmetrics`: the spanmetrics connector of the OpenTelemetry Collector in its default namespace, with
 * the dimensions `gen_ai.prompt.name` and `gen_ai.prompt.version`. Its durations are in milliseconds or, from
 * newer versions on, in seconds; the name says which, and both are read.
 *
 * `litellm`: the LiteLLM proxy with `custom_prometheus_metadata_labels` for `metadata.prompt_name` and
 * `metadata.prompt_version`. Durations are in seconds, of requests that succeeded.
 */
export const presets: Readonly<Record<Preset, Queries>> = {
  'otel-spanmetrics': {
    requests: `traces_span_metrics_calls_total{${span}}`,
    errors: `traces_span_metrics_calls_total{${span},status_code=~"STATUS_CODE_ERROR|Error"}`,
    latency: `{__name__=~"traces_span_metrics_duration_(milliseconds|seconds)_bucket",${span}}`,
  },
  litellm: {
    requests: `litellm_proxy_total_requests_metric_total{${metadata}}`,
    errors: `litellm_proxy_failed_requests_metric_total{${metadata}}`,
    latency: `litellm_request_total_latency_metric_bucket{${metadata}}`,
  },
};
