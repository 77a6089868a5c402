export { n as FlagdCore } from "./index.esm.js";
