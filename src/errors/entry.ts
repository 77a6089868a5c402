/**
 * One entry of the error catalogue. `{name}` in any text is replaced by the parameter of that name.
 */
export interface CatalogueEntry {
  /** What happened, in one sentence. */
  readonly what: string;
  /** Likely causes, most likely first. */
  readonly causes: readonly string[];
  /** The exact setting, line or command that mends it. */
  readonly cure: string;
}

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The parameters that an entry's texts ask for. */
export type ParametersOf<Entry extends CatalogueEntry> =
  | Placeholders<Entry['what']>
  | Placeholders<Entry['cure']>
  | Placeholders<Entry['causes'][number]>;
