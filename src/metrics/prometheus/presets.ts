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
 * `metadata.prompt_version`. Only what its callback emits from the events of success and failure has them filled:
 * `litellm_proxy_failed_requests_metric`, and what `litellm_proxy_total_requests_metric` counts of failures, are
 * labelled "None" (LiteLLM 1.85 to 1.109). So requests are those that succeeded, which the latency
 * counts, and those that failed. Durations are in seconds, of requests that succeeded.
 */
export const presets: Readonly<Record<Preset, Queries>> = {
  'otel-spanmetrics': {
    requests: `traces_span_metrics_calls_total{${span}}`,
    errors: `traces_span_metrics_calls_total{${span},status_code=~"STATUS_CODE_ERROR|Error"}`,
    latency: `{__name__=~"traces_span_metrics_duration_milliseconds_bucket|traces_span_metrics_duration_seconds_bucket",${span}}`,
  },
  litellm: {
    requests: `{__name__=~"litellm_request_total_latency_metric_count|litellm_llm_api_failed_requests_metric_total",${metadata}}`,
    errors: `litellm_llm_api_failed_requests_metric_total{${metadata}}`,
    latency: `litellm_request_total_latency_metric_bucket{${metadata}}`,
  },
};
