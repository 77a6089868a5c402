import { n as __require, r as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { n as fail } from "./fail.js";
import { n as withoutForms, t as secretForms } from "./secret-forms.js";
import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { dirname, join, normalize, resolve } from "node:path";
import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
// src/git/environment.ts
/** What git needs of the surroundings. Everything else stays outside: editors, pagers, hooks, tracing. */
const passedOn = [
	...[
		"PATH",
		"HOME",
		"XDG_CONFIG_HOME",
		"TMPDIR",
		"USER",
		"LOGNAME",
		"SSH_AUTH_SOCK"
	],
	...[
		"SYSTEMROOT",
		"USERPROFILE",
		"HOMEDRIVE",
		"HOMEPATH",
		"APPDATA",
		"PROGRAMDATA",
		"COMSPEC",
		"TEMP",
		"TMP"
	],
	...[
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"http_proxy",
		"https_proxy",
		"all_proxy",
		"no_proxy"
	],
	...[
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"GIT_SSL_CAINFO",
		"GIT_SSL_CAPATH",
		"GIT_SSL_CERT",
		"GIT_SSL_KEY"
	],
	...[
		"GIT_PROXY_SSL_CAINFO",
		"GIT_HTTP_PROXY_AUTHMETHOD",
		"GIT_SSH",
		"GIT_SSH_COMMAND",
		"GIT_SSH_VARIANT"
	],
	...[
		"GIT_CONFIG_GLOBAL",
		"GIT_CONFIG_SYSTEM",
		"GIT_CONFIG_NOSYSTEM"
	]
];
/** A user's configuration may not start hooks or background work, push more than it is told to, or sign. */
const ownSettings = [
	["core.hooksPath", "/dev/null"],
	["core.logAllRefUpdates", "false"],
	["gc.auto", "0"],
	["maintenance.auto", "false"],
	["http.followRedirects", "false"],
	["protocol.version", "2"],
	["push.followTags", "false"],
	["push.gpgSign", "false"],
	["push.negotiate", "false"],
	["push.recurseSubmodules", "no"],
	["fetch.recurseSubmodules", "no"],
	["fetch.writeCommitGraph", "false"]
];
/**
* The whole environment of a git process: what is named above, with git's messages in English, no prompts, and
* `settings` as command-scoped configuration behind what the surroundings have of it.
*/
function gitEnvironment(ambient, settings) {
	const entries = passedOn.flatMap((name) => {
		const value = ambient[name];
		return value === void 0 || value === "" ? [] : [[name, value]];
	});
	return {
		...Object.fromEntries(entries),
		LC_ALL: "C",
		GIT_TERMINAL_PROMPT: "0",
		GIT_ASKPASS: "",
		GIT_ALLOW_PROTOCOL: "https:http:ssh:file",
		GIT_LITERAL_PATHSPECS: "1",
		...configuration([
			...ambientSettings(ambient),
			...ownSettings,
			...settings
		])
	};
}
/**
* The settings that make git use the endpoint's credentials. The empty header comes first: it takes away those
* that the surroundings have set for the same server (`actions/checkout` does), and two are refused with HTTP 400.
* The whole address is the key, so that no setting of the surroundings is more specific.
*/
function credentialSettings({ address, basic, username }) {
	if (username !== null) return [[`credential.${address}.username`, username]];
	if (basic === null) return [];
	const header = `http.${address}.extraheader`;
	return [[header, ""], [header, `Authorization: Basic ${basic}`]];
}
function ambientSettings(ambient) {
	const count = /^\d{1,4}$/.test(ambient.GIT_CONFIG_COUNT ?? "") ? Number(ambient.GIT_CONFIG_COUNT) : 0;
	return Array.from({ length: count }, (_, index) => {
		const [key, value] = [ambient[`GIT_CONFIG_KEY_${index}`], ambient[`GIT_CONFIG_VALUE_${index}`]];
		return key === void 0 || value === void 0 ? null : [key, value];
	}).filter((setting) => setting !== null);
}
function configuration(settings) {
	const entries = settings.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${index}`, key], [`GIT_CONFIG_VALUE_${index}`, value]]);
	return {
		GIT_CONFIG_COUNT: String(settings.length),
		...Object.fromEntries(entries)
	};
}
// src/git/quiet.ts
/**
* Takes simple-git out of what the variable DEBUG asks for: its log shows the environment of each process, and
* the token with it. Must be imported before simple-git, which reads the variable when it is loaded.
*/
if (process.env.DEBUG) process.env.DEBUG += ",-simple-git*";
// node_modules/@simple-git/args-pathspec/dist/index.mjs
const t = /* @__PURE__ */ new WeakMap();
function c$1(...n) {
	const e = new String(n);
	return t.set(e, n), e;
}
function r(n) {
	return n instanceof String && t.has(n);
}
function o(n) {
	return t.get(n) ?? [];
}
// node_modules/ms/index.js
var require_ms = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Helpers.
	*/
	var s = 1e3;
	var m = s * 60;
	var h = m * 60;
	var d = h * 24;
	var w = d * 7;
	var y = d * 365.25;
	/**
	* Parse or format the given `val`.
	*
	* Options:
	*
	*  - `long` verbose formatting [false]
	*
	* @param {String|Number} val
	* @param {Object} [options]
	* @throws {Error} throw an error if val is not a non-empty string or a number
	* @return {String|Number}
	* @api public
	*/
	module.exports = function(val, options) {
		options = options || {};
		var type = typeof val;
		if (type === "string" && val.length > 0) return parse(val);
		else if (type === "number" && isFinite(val)) return options.long ? fmtLong(val) : fmtShort(val);
		throw new Error("val is not a non-empty string or a valid number. val=" + JSON.stringify(val));
	};
	/**
	* Parse the given `str` and return milliseconds.
	*
	* @param {String} str
	* @return {Number}
	* @api private
	*/
	function parse(str) {
		str = String(str);
		if (str.length > 100) return;
		var match = /^(-?(?:\d+)?\.?\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$/i.exec(str);
		if (!match) return;
		var n = parseFloat(match[1]);
		switch ((match[2] || "ms").toLowerCase()) {
			case "years":
			case "year":
			case "yrs":
			case "yr":
			case "y": return n * y;
			case "weeks":
			case "week":
			case "w": return n * w;
			case "days":
			case "day":
			case "d": return n * d;
			case "hours":
			case "hour":
			case "hrs":
			case "hr":
			case "h": return n * h;
			case "minutes":
			case "minute":
			case "mins":
			case "min":
			case "m": return n * m;
			case "seconds":
			case "second":
			case "secs":
			case "sec":
			case "s": return n * s;
			case "milliseconds":
			case "millisecond":
			case "msecs":
			case "msec":
			case "ms": return n;
			default: return;
		}
	}
	/**
	* Short format for `ms`.
	*
	* @param {Number} ms
	* @return {String}
	* @api private
	*/
	function fmtShort(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return Math.round(ms / d) + "d";
		if (msAbs >= h) return Math.round(ms / h) + "h";
		if (msAbs >= m) return Math.round(ms / m) + "m";
		if (msAbs >= s) return Math.round(ms / s) + "s";
		return ms + "ms";
	}
	/**
	* Long format for `ms`.
	*
	* @param {Number} ms
	* @return {String}
	* @api private
	*/
	function fmtLong(ms) {
		var msAbs = Math.abs(ms);
		if (msAbs >= d) return plural(ms, msAbs, d, "day");
		if (msAbs >= h) return plural(ms, msAbs, h, "hour");
		if (msAbs >= m) return plural(ms, msAbs, m, "minute");
		if (msAbs >= s) return plural(ms, msAbs, s, "second");
		return ms + " ms";
	}
	/**
	* Pluralization helper.
	*/
	function plural(ms, msAbs, n, name) {
		var isPlural = msAbs >= n * 1.5;
		return Math.round(ms / n) + " " + name + (isPlural ? "s" : "");
	}
}));
// node_modules/debug/src/common.js
var require_common = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* This is the common logic for both the Node.js and web browser
	* implementations of `debug()`.
	*/
	function setup(env) {
		createDebug.debug = createDebug;
		createDebug.default = createDebug;
		createDebug.coerce = coerce;
		createDebug.disable = disable;
		createDebug.enable = enable;
		createDebug.enabled = enabled;
		createDebug.humanize = require_ms();
		createDebug.destroy = destroy;
		Object.keys(env).forEach((key) => {
			createDebug[key] = env[key];
		});
		/**
		* The currently active debug mode names, and names to skip.
		*/
		createDebug.names = [];
		createDebug.skips = [];
		/**
		* Map of special "%n" handling functions, for the debug "format" argument.
		*
		* Valid key names are a single, lower or upper-case letter, i.e. "n" and "N".
		*/
		createDebug.formatters = {};
		/**
		* Selects a color for a debug namespace
		* @param {String} namespace The namespace string for the debug instance to be colored
		* @return {Number|String} An ANSI color code for the given namespace
		* @api private
		*/
		function selectColor(namespace) {
			let hash = 0;
			for (let i = 0; i < namespace.length; i++) {
				hash = (hash << 5) - hash + namespace.charCodeAt(i);
				hash |= 0;
			}
			return createDebug.colors[Math.abs(hash) % createDebug.colors.length];
		}
		createDebug.selectColor = selectColor;
		/**
		* Create a debugger with the given `namespace`.
		*
		* @param {String} namespace
		* @return {Function}
		* @api public
		*/
		function createDebug(namespace) {
			let prevTime;
			let enableOverride = null;
			let namespacesCache;
			let enabledCache;
			function debug(...args) {
				if (!debug.enabled) return;
				const self = debug;
				const curr = Number(/* @__PURE__ */ new Date());
				self.diff = curr - (prevTime || curr);
				self.prev = prevTime;
				self.curr = curr;
				prevTime = curr;
				args[0] = createDebug.coerce(args[0]);
				if (typeof args[0] !== "string") args.unshift("%O");
				let index = 0;
				args[0] = args[0].replace(/%([a-zA-Z%])/g, (match, format) => {
					if (match === "%%") return "%";
					index++;
					const formatter = createDebug.formatters[format];
					if (typeof formatter === "function") {
						const val = args[index];
						match = formatter.call(self, val);
						args.splice(index, 1);
						index--;
					}
					return match;
				});
				createDebug.formatArgs.call(self, args);
				(self.log || createDebug.log).apply(self, args);
			}
			debug.namespace = namespace;
			debug.useColors = createDebug.useColors();
			debug.color = createDebug.selectColor(namespace);
			debug.extend = extend;
			debug.destroy = createDebug.destroy;
			Object.defineProperty(debug, "enabled", {
				enumerable: true,
				configurable: false,
				get: () => {
					if (enableOverride !== null) return enableOverride;
					if (namespacesCache !== createDebug.namespaces) {
						namespacesCache = createDebug.namespaces;
						enabledCache = createDebug.enabled(namespace);
					}
					return enabledCache;
				},
				set: (v) => {
					enableOverride = v;
				}
			});
			if (typeof createDebug.init === "function") createDebug.init(debug);
			return debug;
		}
		function extend(namespace, delimiter) {
			const newDebug = createDebug(this.namespace + (typeof delimiter === "undefined" ? ":" : delimiter) + namespace);
			newDebug.log = this.log;
			return newDebug;
		}
		/**
		* Enables a debug mode by namespaces. This can include modes
		* separated by a colon and wildcards.
		*
		* @param {String} namespaces
		* @api public
		*/
		function enable(namespaces) {
			createDebug.save(namespaces);
			createDebug.namespaces = namespaces;
			createDebug.names = [];
			createDebug.skips = [];
			const split = (typeof namespaces === "string" ? namespaces : "").trim().replace(/\s+/g, ",").split(",").filter(Boolean);
			for (const ns of split) if (ns[0] === "-") createDebug.skips.push(ns.slice(1));
			else createDebug.names.push(ns);
		}
		/**
		* Checks if the given string matches a namespace template, honoring
		* asterisks as wildcards.
		*
		* @param {String} search
		* @param {String} template
		* @return {Boolean}
		*/
		function matchesTemplate(search, template) {
			let searchIndex = 0;
			let templateIndex = 0;
			let starIndex = -1;
			let matchIndex = 0;
			while (searchIndex < search.length) if (templateIndex < template.length && (template[templateIndex] === search[searchIndex] || template[templateIndex] === "*")) {
				if (template[templateIndex] === "*") {
					starIndex = templateIndex;
					matchIndex = searchIndex;
					templateIndex++;
				} else {
					searchIndex++;
					templateIndex++;
				}
			} else if (starIndex !== -1) {
				templateIndex = starIndex + 1;
				matchIndex++;
				searchIndex = matchIndex;
			} else return false;
			while (templateIndex < template.length && template[templateIndex] === "*") templateIndex++;
			return templateIndex === template.length;
		}
		/**
		* Disable debug output.
		*
		* @return {String} namespaces
		* @api public
		*/
		function disable() {
			const namespaces = [...createDebug.names, ...createDebug.skips.map((namespace) => "-" + namespace)].join(",");
			createDebug.enable("");
			return namespaces;
		}
		/**
		* Returns true if the given mode name is enabled, false otherwise.
		*
		* @param {String} name
		* @return {Boolean}
		* @api public
		*/
		function enabled(name) {
			for (const skip of createDebug.skips) if (matchesTemplate(name, skip)) return false;
			for (const ns of createDebug.names) if (matchesTemplate(name, ns)) return true;
			return false;
		}
		/**
		* Coerce `val`.
		*
		* @param {Mixed} val
		* @return {Mixed}
		* @api private
		*/
		function coerce(val) {
			if (val instanceof Error) return val.stack || val.message;
			return val;
		}
		/**
		* XXX DO NOT USE. This is a temporary stub function.
		* XXX It WILL be removed in the next major release.
		*/
		function destroy() {
			console.warn("Instance method `debug.destroy()` is deprecated and no longer does anything. It will be removed in the next major version of `debug`.");
		}
		createDebug.enable(createDebug.load());
		return createDebug;
	}
	module.exports = setup;
}));
// node_modules/debug/src/browser.js
var require_browser = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* This is the web browser implementation of `debug()`.
	*/
	exports.formatArgs = formatArgs;
	exports.save = save;
	exports.load = load;
	exports.useColors = useColors;
	exports.storage = localstorage();
	exports.destroy = (() => {
		let warned = false;
		return () => {
			if (!warned) {
				warned = true;
				console.warn("Instance method `debug.destroy()` is deprecated and no longer does anything. It will be removed in the next major version of `debug`.");
			}
		};
	})();
	/**
	* Colors.
	*/
	exports.colors = [
		"#0000CC",
		"#0000FF",
		"#0033CC",
		"#0033FF",
		"#0066CC",
		"#0066FF",
		"#0099CC",
		"#0099FF",
		"#00CC00",
		"#00CC33",
		"#00CC66",
		"#00CC99",
		"#00CCCC",
		"#00CCFF",
		"#3300CC",
		"#3300FF",
		"#3333CC",
		"#3333FF",
		"#3366CC",
		"#3366FF",
		"#3399CC",
		"#3399FF",
		"#33CC00",
		"#33CC33",
		"#33CC66",
		"#33CC99",
		"#33CCCC",
		"#33CCFF",
		"#6600CC",
		"#6600FF",
		"#6633CC",
		"#6633FF",
		"#66CC00",
		"#66CC33",
		"#9900CC",
		"#9900FF",
		"#9933CC",
		"#9933FF",
		"#99CC00",
		"#99CC33",
		"#CC0000",
		"#CC0033",
		"#CC0066",
		"#CC0099",
		"#CC00CC",
		"#CC00FF",
		"#CC3300",
		"#CC3333",
		"#CC3366",
		"#CC3399",
		"#CC33CC",
		"#CC33FF",
		"#CC6600",
		"#CC6633",
		"#CC9900",
		"#CC9933",
		"#CCCC00",
		"#CCCC33",
		"#FF0000",
		"#FF0033",
		"#FF0066",
		"#FF0099",
		"#FF00CC",
		"#FF00FF",
		"#FF3300",
		"#FF3333",
		"#FF3366",
		"#FF3399",
		"#FF33CC",
		"#FF33FF",
		"#FF6600",
		"#FF6633",
		"#FF9900",
		"#FF9933",
		"#FFCC00",
		"#FFCC33"
	];
	/**
	* Currently only WebKit-based Web Inspectors, Firefox >= v31,
	* and the Firebug extension (any Firefox version) are known
	* to support "%c" CSS customizations.
	*
	* TODO: add a `localStorage` variable to explicitly enable/disable colors
	*/
	function useColors() {
		if (typeof window !== "undefined" && window.process && (window.process.type === "renderer" || window.process.__nwjs)) return true;
		if (typeof navigator !== "undefined" && navigator.userAgent && navigator.userAgent.toLowerCase().match(/(edge|trident)\/(\d+)/)) return false;
		let m;
		return typeof document !== "undefined" && document.documentElement && document.documentElement.style && document.documentElement.style.WebkitAppearance || typeof window !== "undefined" && window.console && (window.console.firebug || window.console.exception && window.console.table) || typeof navigator !== "undefined" && navigator.userAgent && (m = navigator.userAgent.toLowerCase().match(/firefox\/(\d+)/)) && parseInt(m[1], 10) >= 31 || typeof navigator !== "undefined" && navigator.userAgent && navigator.userAgent.toLowerCase().match(/applewebkit\/(\d+)/);
	}
	/**
	* Colorize log arguments if enabled.
	*
	* @api public
	*/
	function formatArgs(args) {
		args[0] = (this.useColors ? "%c" : "") + this.namespace + (this.useColors ? " %c" : " ") + args[0] + (this.useColors ? "%c " : " ") + "+" + module.exports.humanize(this.diff);
		if (!this.useColors) return;
		const c = "color: " + this.color;
		args.splice(1, 0, c, "color: inherit");
		let index = 0;
		let lastC = 0;
		args[0].replace(/%[a-zA-Z%]/g, (match) => {
			if (match === "%%") return;
			index++;
			if (match === "%c") lastC = index;
		});
		args.splice(lastC, 0, c);
	}
	/**
	* Invokes `console.debug()` when available.
	* No-op when `console.debug` is not a "function".
	* If `console.debug` is not available, falls back
	* to `console.log`.
	*
	* @api public
	*/
	exports.log = console.debug || console.log || (() => {});
	/**
	* Save `namespaces`.
	*
	* @param {String} namespaces
	* @api private
	*/
	function save(namespaces) {
		try {
			if (namespaces) exports.storage.setItem("debug", namespaces);
			else exports.storage.removeItem("debug");
		} catch (error) {}
	}
	/**
	* Load `namespaces`.
	*
	* @return {String} returns the previously persisted debug modes
	* @api private
	*/
	function load() {
		let r;
		try {
			r = exports.storage.getItem("debug") || exports.storage.getItem("DEBUG");
		} catch (error) {}
		if (!r && typeof process !== "undefined" && "env" in process) r = process.env.DEBUG;
		return r;
	}
	/**
	* Localstorage attempts to return the localstorage.
	*
	* This is necessary because safari throws
	* when a user disables cookies/localstorage
	* and you attempt to access it.
	*
	* @return {LocalStorage}
	* @api private
	*/
	function localstorage() {
		try {
			return localStorage;
		} catch (error) {}
	}
	module.exports = require_common()(exports);
	const { formatters } = module.exports;
	/**
	* Map %j to `JSON.stringify()`, since no Web Inspectors do that by default.
	*/
	formatters.j = function(v) {
		try {
			return JSON.stringify(v);
		} catch (error) {
			return "[UnexpectedJSONParseError]: " + error.message;
		}
	};
}));
// node_modules/debug/src/node.js
var require_node = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Module dependencies.
	*/
	const tty = __require("tty");
	const util = __require("util");
	/**
	* This is the Node.js implementation of `debug()`.
	*/
	exports.init = init;
	exports.log = log;
	exports.formatArgs = formatArgs;
	exports.save = save;
	exports.load = load;
	exports.useColors = useColors;
	exports.destroy = util.deprecate(() => {}, "Instance method `debug.destroy()` is deprecated and no longer does anything. It will be removed in the next major version of `debug`.");
	/**
	* Colors.
	*/
	exports.colors = [
		6,
		2,
		3,
		4,
		5,
		1
	];
	try {
		const supportsColor = __require("supports-color");
		if (supportsColor && (supportsColor.stderr || supportsColor).level >= 2) exports.colors = [
			20,
			21,
			26,
			27,
			32,
			33,
			38,
			39,
			40,
			41,
			42,
			43,
			44,
			45,
			56,
			57,
			62,
			63,
			68,
			69,
			74,
			75,
			76,
			77,
			78,
			79,
			80,
			81,
			92,
			93,
			98,
			99,
			112,
			113,
			128,
			129,
			134,
			135,
			148,
			149,
			160,
			161,
			162,
			163,
			164,
			165,
			166,
			167,
			168,
			169,
			170,
			171,
			172,
			173,
			178,
			179,
			184,
			185,
			196,
			197,
			198,
			199,
			200,
			201,
			202,
			203,
			204,
			205,
			206,
			207,
			208,
			209,
			214,
			215,
			220,
			221
		];
	} catch (error) {}
	/**
	* Build up the default `inspectOpts` object from the environment variables.
	*
	*   $ DEBUG_COLORS=no DEBUG_DEPTH=10 DEBUG_SHOW_HIDDEN=enabled node script.js
	*/
	exports.inspectOpts = Object.keys(process.env).filter((key) => {
		return /^debug_/i.test(key);
	}).reduce((obj, key) => {
		const prop = key.substring(6).toLowerCase().replace(/_([a-z])/g, (_, k) => {
			return k.toUpperCase();
		});
		let val = process.env[key];
		if (/^(yes|on|true|enabled)$/i.test(val)) val = true;
		else if (/^(no|off|false|disabled)$/i.test(val)) val = false;
		else if (val === "null") val = null;
		else val = Number(val);
		obj[prop] = val;
		return obj;
	}, {});
	/**
	* Is stdout a TTY? Colored output is enabled when `true`.
	*/
	function useColors() {
		return "colors" in exports.inspectOpts ? Boolean(exports.inspectOpts.colors) : tty.isatty(process.stderr.fd);
	}
	/**
	* Adds ANSI color escape codes if enabled.
	*
	* @api public
	*/
	function formatArgs(args) {
		const { namespace: name, useColors } = this;
		if (useColors) {
			const c = this.color;
			const colorCode = "\x1B[3" + (c < 8 ? c : "8;5;" + c);
			const prefix = `  ${colorCode};1m${name} \u001B[0m`;
			args[0] = prefix + args[0].split("\n").join("\n" + prefix);
			args.push(colorCode + "m+" + module.exports.humanize(this.diff) + "\x1B[0m");
		} else args[0] = getDate() + name + " " + args[0];
	}
	function getDate() {
		if (exports.inspectOpts.hideDate) return "";
		return (/* @__PURE__ */ new Date()).toISOString() + " ";
	}
	/**
	* Invokes `util.formatWithOptions()` with the specified arguments and writes to stderr.
	*/
	function log(...args) {
		return process.stderr.write(util.formatWithOptions(exports.inspectOpts, ...args) + "\n");
	}
	/**
	* Save `namespaces`.
	*
	* @param {String} namespaces
	* @api private
	*/
	function save(namespaces) {
		if (namespaces) process.env.DEBUG = namespaces;
		else delete process.env.DEBUG;
	}
	/**
	* Load `namespaces`.
	*
	* @return {String} returns the previously persisted debug modes
	* @api private
	*/
	function load() {
		return process.env.DEBUG;
	}
	/**
	* Init logic for `debug` instances.
	*
	* Create a new `inspectOpts` object in case `useColors` is set
	* differently for a particular `debug` instance.
	*/
	function init(debug) {
		debug.inspectOpts = {};
		const keys = Object.keys(exports.inspectOpts);
		for (let i = 0; i < keys.length; i++) debug.inspectOpts[keys[i]] = exports.inspectOpts[keys[i]];
	}
	module.exports = require_common()(exports);
	const { formatters } = module.exports;
	/**
	* Map %o to `util.inspect()`, all on a single line.
	*/
	formatters.o = function(v) {
		this.inspectOpts.colors = this.useColors;
		return util.inspect(v, this.inspectOpts).split("\n").map((str) => str.trim()).join(" ");
	};
	/**
	* Map %O to `util.inspect()`, allowing multiple lines if needed.
	*/
	formatters.O = function(v) {
		this.inspectOpts.colors = this.useColors;
		return util.inspect(v, this.inspectOpts);
	};
}));
// node_modules/debug/src/index.js
var require_src$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Detect Electron renderer / nwjs process, which is node, but we should
	* treat as a browser.
	*/
	if (typeof process === "undefined" || process.type === "renderer" || process.browser === true || process.__nwjs) module.exports = require_browser();
	else module.exports = require_node();
}));
// node_modules/@kwsites/file-exists/dist/src/index.js
var require_src = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	var __importDefault = this$1 && this$1.__importDefault || function(mod) {
		return mod && mod.__esModule ? mod : { "default": mod };
	};
	Object.defineProperty(exports, "__esModule", { value: true });
	const fs_1 = __require("fs");
	const log = __importDefault(require_src$1()).default("@kwsites/file-exists");
	function check(path, isFile, isDirectory) {
		log(`checking %s`, path);
		try {
			const stat = fs_1.statSync(path);
			if (stat.isFile() && isFile) {
				log(`[OK] path represents a file`);
				return true;
			}
			if (stat.isDirectory() && isDirectory) {
				log(`[OK] path represents a directory`);
				return true;
			}
			log(`[FAIL] path represents something other than a file or directory`);
			return false;
		} catch (e) {
			if (e.code === "ENOENT") {
				log(`[FAIL] path is not accessible: %o`, e);
				return false;
			}
			log(`[FATAL] %o`, e);
			throw e;
		}
	}
	/**
	* Synchronous validation of a path existing either as a file or as a directory.
	*
	* @param {string} path The path to check
	* @param {number} type One or both of the exported numeric constants
	*/
	function exists(path, type = exports.READABLE) {
		return check(path, (type & exports.FILE) > 0, (type & exports.FOLDER) > 0);
	}
	exports.exists = exists;
	/**
	* Constant representing a file
	*/
	exports.FILE = 1;
	/**
	* Constant representing a folder
	*/
	exports.FOLDER = 2;
	/**
	* Constant representing either a file or a folder
	*/
	exports.READABLE = exports.FILE + exports.FOLDER;
}));
// node_modules/@kwsites/file-exists/dist/index.js
var require_dist$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	function __export(m) {
		for (var p in m) if (!exports.hasOwnProperty(p)) exports[p] = m[p];
	}
	Object.defineProperty(exports, "__esModule", { value: true });
	__export(require_src());
}));
// node_modules/@kwsites/promise-deferred/dist/index.js
var require_dist = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.createDeferred = exports.deferred = void 0;
	/**
	* Creates a new `DeferredPromise`
	*
	* ```typescript
	import {deferred} from '@kwsites/promise-deferred`;
	```
	*/
	function deferred() {
		let done;
		let fail;
		let status = "pending";
		return {
			promise: new Promise((_done, _fail) => {
				done = _done;
				fail = _fail;
			}),
			done(result) {
				if (status === "pending") {
					status = "resolved";
					done(result);
				}
			},
			fail(error) {
				if (status === "pending") {
					status = "rejected";
					fail(error);
				}
			},
			get fulfilled() {
				return status !== "pending";
			},
			get status() {
				return status;
			}
		};
	}
	exports.deferred = deferred;
	/**
	* Alias of the exported `deferred` function, to help consumers wanting to use `deferred` as the
	* local variable name rather than the factory import name, without needing to rename on import.
	*
	* ```typescript
	import {createDeferred} from '@kwsites/promise-deferred`;
	```
	*/
	exports.createDeferred = deferred;
}));
// node_modules/@simple-git/argv-parser/dist/index.mjs
var import_src = /* @__PURE__ */ __toESM(require_src$1(), 1);
var import_dist = require_dist$1();
var import_dist$1 = require_dist();
function* x$1(e, n) {
	const t = n === "global";
	for (const o of e) o.isGlobal === t && (yield o);
}
const P$1 = /* @__PURE__ */ new Set([
	"--add",
	"--edit",
	"--remove-section",
	"--rename-section",
	"--replace-all",
	"--unset",
	"--unset-all",
	"-e"
]);
const S$1 = /* @__PURE__ */ new Set([
	"--get",
	"--get-all",
	"--get-color",
	"--get-colorbool",
	"--get-regexp",
	"--get-urlmatch",
	"--list",
	"-l"
]);
const E$1 = /* @__PURE__ */ new Set([
	"edit",
	"remove-section",
	"rename-section",
	"set",
	"unset"
]);
const F$1 = /* @__PURE__ */ new Set([
	"get",
	"get-color",
	"get-colorbool",
	"list"
]);
function A$1(e, n) {
	for (const { name: o } of x$1(e, "task")) {
		if (P$1.has(o)) return w(!0, n);
		if (S$1.has(o)) return w(!1, n);
	}
	const t = n.at(0)?.toLowerCase();
	return t === void 0 ? null : E$1.has(t) ? w(!0, n.slice(1)) : F$1.has(t) ? w(!1, n.slice(1)) : n.length === 1 ? w(!1, n) : w(!0, n);
}
function w(e = !1, n = []) {
	const t = n.at(0)?.toLowerCase();
	return t === void 0 ? null : {
		isWrite: e,
		isRead: !e,
		key: t,
		value: n.at(1)
	};
}
function O$1(e, n) {
	return n.isWrite && n.value !== void 0 ? {
		key: n.key,
		value: n.value,
		scope: e
	} : {
		key: n.key,
		scope: e
	};
}
function G$1(e) {
	const n = e?.indexOf("=") || -1;
	return !e || n < 0 ? null : {
		key: e.slice(0, n).trim().toLowerCase(),
		value: e.slice(n + 1)
	};
}
function M$1(e) {
	for (const { name: n } of x$1(e, "task")) switch (n) {
		case "--global": return "global";
		case "--system": return "system";
		case "--worktree": return "worktree";
		case "--local": return "local";
		case "--file":
		case "-f": return "file";
	}
	return "local";
}
function N$1({ name: e }) {
	if (e === "-c" || e === "--config") return "inline";
	if (e === "--config-env") return "env";
}
function* $$1(e) {
	for (const n of e) {
		const t = N$1(n), o = t && G$1(n.value);
		o && (yield {
			...o,
			scope: t
		});
	}
}
function D(e, n, t) {
	const o = {
		read: [],
		write: [...$$1(n)]
	};
	return e === "config" && L$1(o, M$1(n), A$1(n, t)), o;
}
function L$1(e, n, t) {
	if (t === null) return;
	const o = O$1(n, t);
	t.isWrite ? e.write.push(o) : e.read.push(o);
}
const C = { short: /* @__PURE__ */ new Map([["c", !0]]) };
const I$1 = {
	short: new Map([
		["C", !0],
		["P", !1],
		["h", !1],
		["p", !1],
		["v", !1],
		...C.short.entries()
	]),
	long: /* @__PURE__ */ new Set([
		"attr-source",
		"config-env",
		"exec-path",
		"git-dir",
		"list-cmds",
		"namespace",
		"super-prefix",
		"work-tree"
	])
};
const R$1 = {
	clone: {
		short: /* @__PURE__ */ new Map([
			["b", !0],
			["j", !0],
			["l", !1],
			["n", !1],
			["o", !0],
			["q", !1],
			["s", !1],
			["u", !0]
		]),
		long: /* @__PURE__ */ new Set([
			"branch",
			"config",
			"jobs",
			"origin",
			"upload-pack",
			"u",
			"template"
		])
	},
	commit: {
		short: /* @__PURE__ */ new Map([
			["C", !0],
			["F", !0],
			["c", !0],
			["m", !0],
			["t", !0]
		]),
		long: /* @__PURE__ */ new Set([
			"file",
			"message",
			"reedit-message",
			"reuse-message",
			"template"
		])
	},
	config: {
		short: /* @__PURE__ */ new Map([
			["e", !1],
			["f", !0],
			["l", !1]
		]),
		long: /* @__PURE__ */ new Set([
			"blob",
			"comment",
			"default",
			"file",
			"type",
			"value"
		])
	},
	fetch: {
		short: /* @__PURE__ */ new Map(),
		long: /* @__PURE__ */ new Set(["upload-pack"])
	},
	init: {
		short: /* @__PURE__ */ new Map(),
		long: /* @__PURE__ */ new Set(["template"])
	},
	pull: {
		short: /* @__PURE__ */ new Map(),
		long: /* @__PURE__ */ new Set(["upload-pack"])
	},
	push: {
		short: /* @__PURE__ */ new Map(),
		long: /* @__PURE__ */ new Set(["exec", "receive-pack"])
	},
	rebase: {
		short: /* @__PURE__ */ new Map([
			["X", !0],
			["f", !1],
			["i", !1],
			["k", !1],
			["m", !1],
			["n", !1],
			["q", !1],
			["r", !1],
			["s", !0],
			["v", !1],
			["x", !0]
		]),
		long: /* @__PURE__ */ new Set([
			"exec",
			"onto",
			"strategy",
			"strategy-option"
		])
	}
};
const T = {
	short: /* @__PURE__ */ new Map(),
	long: /* @__PURE__ */ new Set()
};
function B$1(e) {
	const n = R$1[e ?? ""] ?? T;
	return {
		short: new Map([...C.short.entries(), ...n.short.entries()]),
		long: n.long
	};
}
function b$1(e, n = I$1) {
	if (e.startsWith("--")) {
		const t = e.indexOf("=");
		if (t > 2) return [{
			name: e.slice(0, t),
			value: e.slice(t + 1),
			needsNext: !1
		}];
		const o = e.slice(2);
		return [{
			name: e,
			needsNext: n.long.has(o)
		}];
	}
	if (e.length === 2) {
		const t = e.charAt(1);
		return [{
			name: e,
			needsNext: n.short.get(t) === !0
		}];
	}
	return j$1(e, n.short);
}
function j$1(e, n) {
	const t = e.slice(1).split(""), o = [];
	for (let a = 0; a < t.length; a++) {
		const s = t[a], r = n.get(s);
		if (r === void 0) return [{
			name: e,
			needsNext: !1
		}];
		if (r) {
			const i = t.slice(a + 1).join("");
			if (i && ![...i].every((m) => n.has(m))) return o.push({
				name: `-${s}`,
				value: i,
				needsNext: !1
			}), o;
		}
		o.push({
			name: `-${s}`,
			needsNext: r
		});
	}
	return o;
}
function W$1(e, n = []) {
	let t = 0;
	for (; t < e.length;) {
		const o = String(e[t]);
		if (!o.startsWith("-") || o.length < 2) break;
		const a = b$1(o);
		let s = t + 1;
		for (const r of a) {
			const i = {
				name: r.name,
				value: r.value,
				absorbedNext: !1,
				isGlobal: !0
			};
			r.needsNext && i.value === void 0 && s < e.length && (i.value = String(e[s]), i.absorbedNext = !0, s++), n.push(i);
		}
		t = s;
	}
	return {
		flags: n,
		taskIndex: t
	};
}
function V$1(e, n, t = []) {
	const o$2 = B$1(n), a = [], s = [];
	let r$3 = 0;
	for (; r$3 < e.length;) {
		const i = e[r$3];
		if (r(i)) {
			s.push(...o(i)), r$3++;
			continue;
		}
		const p = String(i);
		if (p === "--") {
			for (let d = r$3 + 1; d < e.length; d++) {
				const g = e[d];
				r(g) ? s.push(...o(g)) : s.push(String(g));
			}
			break;
		}
		if (!p.startsWith("-") || p.length < 2) {
			a.push(p), r$3++;
			continue;
		}
		const m = b$1(p, o$2);
		let u = r$3 + 1;
		for (const d of m) {
			const g = {
				name: d.name,
				value: d.value,
				absorbedNext: !1,
				isGlobal: !1
			};
			d.needsNext && g.value === void 0 && u < e.length && !r(e[u]) && (g.value = String(e[u]), g.absorbedNext = !0, u++), t.push(g);
		}
		r$3 = u;
	}
	return {
		flags: t,
		positionals: a,
		pathspecs: s
	};
}
function* q$1({ write: e }) {
	for (const n of e) for (const t of K$1) {
		const o = t(n.key);
		o && (yield o);
	}
}
function f$1(e, n, t = String(e)) {
	const o = typeof e == "string" ? new RegExp(`\\s*${e.toLowerCase()}`) : e;
	return function(s) {
		if (o.test(s)) return {
			category: n,
			message: `Configuring ${t} is not permitted without enabling ${n}`
		};
	};
}
function l$1(e, n) {
	return f$1(new RegExp(`\\s*${e.toLowerCase().replace(/\./g, "(..+)?.")}`), n, e);
}
const K$1 = [
	f$1("alias", "allowUnsafeAlias"),
	f$1("core.askPass", "allowUnsafeAskPass"),
	f$1("core.editor", "allowUnsafeEditor"),
	f$1("core.fsmonitor", "allowUnsafeFsMonitor"),
	f$1("core.gitProxy", "allowUnsafeGitProxy"),
	f$1("core.hooksPath", "allowUnsafeHooksPath"),
	f$1("core.pager", "allowUnsafePager"),
	f$1("core.sshCommand", "allowUnsafeSshCommand"),
	l$1("credential.helper", "allowUnsafeCredentialHelper"),
	l$1("diff.command", "allowUnsafeDiffExternal"),
	f$1("diff.external", "allowUnsafeDiffExternal"),
	l$1("difftool.cmd", "allowUnsafeDiffExternal"),
	l$1("diff.textconv", "allowUnsafeDiffTextConv"),
	l$1("filter.clean", "allowUnsafeFilter"),
	l$1("filter.process", "allowUnsafeFilter"),
	l$1("filter.smudge", "allowUnsafeFilter"),
	l$1("gpg.program", "allowUnsafeGpgProgram"),
	f$1("include.path", "allowUnsafeInclude"),
	l$1("includeIf", "allowUnsafeInclude"),
	f$1("init.templateDir", "allowUnsafeTemplateDir"),
	l$1("pager.", "allowUnsafePager"),
	l$1("merge.driver", "allowUnsafeMergeDriver"),
	l$1("mergetool.path", "allowUnsafeMergeDriver"),
	l$1("mergetool.cmd", "allowUnsafeMergeDriver"),
	l$1("protocol.allow", "allowUnsafeProtocolOverride"),
	l$1("remote.receivepack", "allowUnsafePack"),
	l$1("remote.uploadpack", "allowUnsafePack"),
	f$1("uploadpack.packObjectsHook", "allowUnsafePack"),
	f$1("sequence.editor", "allowUnsafeEditor"),
	l$1("submodule.update", "allowUnsafeSubmodule"),
	l$1("tar.command", "allowUnsafeCommandBinaries"),
	l$1("trailer.cmd", "allowUnsafeCommandBinaries"),
	l$1("trailer.command", "allowUnsafeCommandBinaries"),
	l$1("url.insteadOf", "allowUnsafeUrlRewrite")
];
function* H$1(e, n) {
	for (const t of n) for (const o of X$1) {
		const a = o(e, t);
		a && (yield a);
	}
}
function c(e, n, t, { name: o = String(n), globalOnly: a = !1, withValue: s = !1 } = {}) {
	const r = typeof n == "string" ? new RegExp(`\\s*${n.toLowerCase()}`) : n, i = `Use of ${e ? `${e} with option ` : ""}${o} is not permitted without enabling ${t}`;
	return function(m, u) {
		if (!(e && m !== e) && !(a && !u.isGlobal) && !(s && u.value === void 0) && r.test(u.name)) return {
			category: t,
			message: i
		};
	};
}
const h$1 = {
	globalOnly: !0,
	withValue: !0
};
const X$1 = [
	c(null, /--(upload|receive)-pack/, "allowUnsafePack", { name: "--upload-pack or --receive-pack" }),
	c("clone", /^-\w*u/, "allowUnsafePack"),
	c("clone", "--u", "allowUnsafePack"),
	c("push", /^--exec$/, "allowUnsafePack", { name: "--exec" }),
	c("rebase", /^(-x|--ex(ec?)?)$/, "allowUnsafeExec", { name: "-x or --exec" }),
	c(null, "--template", "allowUnsafeTemplateDir"),
	c(null, "--exec-path", "allowUnsafeExec", h$1),
	c(null, "--git-dir", "allowUnsafeConfigPaths", h$1),
	c(null, "--work-tree", "allowUnsafeConfigPaths", h$1),
	c(null, /^-C$/, "allowUnsafeConfigPaths", {
		...h$1,
		name: "-C"
	})
];
function k(e, n, t) {
	return [...H$1(e, n), ...q$1(t)];
}
function Y$1(...e) {
	const { flags: n, taskIndex: t } = W$1(e), o = t < e.length ? String(e[t]).toLowerCase() : null, { positionals: s, pathspecs: r } = V$1(o !== null ? e.slice(t + 1) : [], o, n), i = D(o, n, s);
	return {
		task: o,
		flags: n.map(J$1),
		paths: r,
		config: i,
		vulnerabilities: z$1(k(o, n, i))
	};
}
function z$1(e) {
	return Object.defineProperty(e, "vulnerabilities", { value: e });
}
function J$1({ value: e, name: n }) {
	return e !== void 0 ? {
		name: n,
		value: e
	} : { name: n };
}
const y = {
	editor: "allowUnsafeEditor",
	git_askpass: "allowUnsafeAskPass",
	git_config_global: "allowUnsafeConfigPaths",
	git_config_system: "allowUnsafeConfigPaths",
	git_config_count: "allowUnsafeConfigEnvCount",
	git_config_parameters: "allowUnsafeConfigEnvCount",
	git_config: "allowUnsafeConfigPaths",
	git_editor: "allowUnsafeEditor",
	git_exec_path: "allowUnsafeExec",
	git_external_diff: "allowUnsafeDiffExternal",
	git_pager: "allowUnsafePager",
	git_proxy_command: "allowUnsafeGitProxy",
	git_template_dir: "allowUnsafeTemplateDir",
	git_sequence_editor: "allowUnsafeEditor",
	git_ssh: "allowUnsafeSshCommand",
	git_ssh_command: "allowUnsafeSshCommand",
	pager: "allowUnsafePager",
	prefix: "allowUnsafeConfigPaths",
	ssh_askpass: "allowUnsafeAskPass",
	visual: "allowUnsafeEditor"
};
function* Q$1(e) {
	const n = parseInt(e.git_config_count ?? "0", 10);
	for (let t = 0; t < n; t++) {
		const o = e[`git_config_key_${t}`], a = e[`git_config_value_${t}`];
		o !== void 0 && (yield {
			key: o.toLowerCase().trim(),
			value: a,
			scope: "env"
		});
	}
}
function* Z$1(e) {
	for (const n of Object.keys(e)) if (_$1(n)) {
		const t = y[n];
		yield {
			category: t,
			message: `Use of "${n.toUpperCase()}" is not permitted without enabling ${t}`
		};
	}
}
function _$1(e) {
	return Object.hasOwn(y, e);
}
function ee$1(e) {
	const n = {};
	for (const [t, o] of Object.entries(e)) {
		const a = t.toLowerCase().trim();
		(_$1(a) || a.startsWith("git")) && (n[a] = String(o));
	}
	return n;
}
function ne$1(e) {
	const n = ee$1(e), t = {
		read: [],
		write: [...Q$1(n)]
	};
	return {
		config: t,
		vulnerabilities: [...Z$1(n), ...k(null, [], t)]
	};
}
function oe$1(e, n) {
	return [...Y$1(...e).vulnerabilities, ...ne$1(n).vulnerabilities];
}
// node_modules/simple-git/dist/index.mjs
var O = class extends Error {
	constructor(e, n) {
		super(n), this.task = e, Object.setPrototypeOf(this, new.target.prototype);
	}
};
var Ae = class extends O {
	constructor(e, n) {
		super(void 0, n), this.config = e;
	}
};
var A = class extends O {
	constructor(e, n, r) {
		super(e, r), this.task = e, this.plugin = n, Object.setPrototypeOf(this, new.target.prototype);
	}
};
var at = class extends O {
	constructor(e, n) {
		super(void 0, n || String(e)), this.git = e;
	}
};
var xe = class extends O {
	constructor(e) {
		super(void 0, e);
	}
};
const I = "\0";
const W = () => {};
function Ne(t) {
	return typeof t != "function" ? W : t;
}
function $e(t) {
	return typeof t == "function" && t !== W;
}
function Pe(t, e) {
	const n = t.indexOf(e);
	return n <= 0 ? [t, ""] : [t.substr(0, n), t.substr(n + 1)];
}
function Me(t, e = 0) {
	return Dt(t) && t.length > e ? t[e] : void 0;
}
function N(t, e = 0) {
	if (Dt(t) && t.length > e) return t[t.length - 1 - e];
}
function Dt(t) {
	return Bt(t);
}
function H(t = "", e = !0, n = `
`) {
	return t.split(n).reduce((r, s) => {
		const o = e ? s.trim() : s;
		return o && r.push(o), r;
	}, []);
}
function ut(t, e) {
	return H(t, !0).map((n) => e(n));
}
function Lt(t) {
	return (0, import_dist.exists)(t, import_dist.FOLDER);
}
function S(t, e) {
	return Array.isArray(t) ? t.includes(e) || t.push(e) : t.add(e), e;
}
function De(t, e) {
	return Array.isArray(t) && !t.includes(e) && t.push(e), t;
}
function ct(t, e) {
	if (Array.isArray(t)) {
		const n = t.indexOf(e);
		n >= 0 && t.splice(n, 1);
	} else t.delete(e);
	return e;
}
const ft = Object.prototype.toString.call.bind(Object.prototype.toString);
function v(t) {
	return Array.isArray(t) ? t : [t];
}
function jt(t) {
	return t.replace(/[\s-]+(.)/g, (e, n) => n.toUpperCase());
}
function L(t) {
	return v(t).map((e) => e instanceof String ? e : String(e));
}
function p(t, e = 0) {
	if (t == null) return e;
	const n = parseInt(t, 10);
	return Number.isNaN(n) ? e : n;
}
function U(t, e) {
	const n = [];
	for (let r = 0, s = t.length; r < s; r++) n.push(e, t[r]);
	return n;
}
function F(t) {
	return (Array.isArray(t) ? Buffer.concat(t) : t).toString("utf-8");
}
function Le(t) {
	return t ? Buffer.isBuffer(t) ? t.length : Buffer.byteLength(t) : 0;
}
function je(t, e) {
	const n = {};
	return e.forEach((r) => {
		t[r] !== void 0 && (n[r] = t[r]);
	}), n;
}
function wt(t = 0) {
	return new Promise((e) => setTimeout(e, t));
}
function bt(t) {
	if (t !== !1) return t;
}
function d(t, e, n) {
	return e(t) ? t : arguments.length > 2 ? n : void 0;
}
const K = (t) => Array.isArray(t);
function st(t, e) {
	const n = r(t) ? "string" : typeof t;
	return /number|string|boolean/.test(n) && (!e || !e.includes(n));
}
const m = (t) => typeof t == "string" || r(t);
const Be = (t) => m(t) || Buffer.isBuffer(t);
const G = (t) => m(t) || Array.isArray(t) && t.every(m);
function lt(t) {
	return !!t && ft(t) === "[object Object]";
}
function Ie(t) {
	return typeof t == "function";
}
const Bt = (t) => t == null || "number|boolean|function".includes(typeof t) ? !1 : typeof t.length == "number";
var V = /* @__PURE__ */ ((t) => (t[t.SUCCESS = 0] = "SUCCESS", t[t.ERROR = 1] = "ERROR", t[t.NOT_FOUND = -2] = "NOT_FOUND", t[t.UNCLEAN = 128] = "UNCLEAN", t))(V || {});
var z = class z {
	constructor(e, n) {
		this.stdOut = e, this.stdErr = n;
	}
	asStrings() {
		return new z(this.stdOut.toString("utf8"), this.stdErr.toString("utf8"));
	}
};
function Ue() {
	throw new Error("LineParser:useMatches not implemented");
}
var l = class {
	constructor(e, n) {
		this.matches = [], this.useMatches = Ue, this.parse = (r, s) => (this.resetMatches(), this._regExp.every((o, i) => this.addMatch(o, i, r(i))) ? this.useMatches(s, this.prepareMatches()) !== !1 : !1), this._regExp = Array.isArray(e) ? e : [e], n && (this.useMatches = n);
	}
	resetMatches() {
		this.matches.length = 0;
	}
	prepareMatches() {
		return this.matches;
	}
	addMatch(e, n, r) {
		const s = r && e.exec(r);
		return s && this.pushMatch(n, s), !!s;
	}
	pushMatch(e, n) {
		this.matches.push(...n.slice(1));
	}
};
var x = class extends l {
	addMatch(e, n, r) {
		return /^remote:\s/.test(String(r)) && super.addMatch(e, n, r);
	}
	pushMatch(e, n) {
		(e > 0 || n.length > 1) && super.pushMatch(e, n);
	}
};
const Fe = {
	binary: "git",
	maxConcurrentProcesses: 5,
	config: [],
	trimmed: !1
};
function Ge(...t) {
	const e = process.cwd(), n = Object.assign({
		baseDir: e,
		...Fe
	}, ...t.filter((r) => typeof r == "object" && r));
	return n.baseDir = n.baseDir || e, n.trimmed = n.trimmed === !0, n;
}
function It(t, e = []) {
	return lt(t) ? Object.keys(t).reduce((n, r$1) => {
		const s = t[r$1];
		if (r(s)) n.push(s);
		else if (st(s, ["boolean"])) n.push(r$1 + "=" + s);
		else if (Array.isArray(s)) for (const o of s) st(o, ["string", "number"]) || n.push(r$1 + "=" + o);
		else n.push(r$1);
		return n;
	}, e) : e;
}
function h(t, e = 0, n = !1) {
	const r = [];
	for (let s = 0, o = e < 0 ? t.length : e; s < o; s++) "string|number".includes(typeof t[s]) && r.push(String(t[s]));
	return It(ht(t), r), n || r.push(...ze(t)), r;
}
function ze(t) {
	return L(d(N(t, typeof N(t) == "function" ? 1 : 0), K, []));
}
function ht(t) {
	return d(N(t, Ie(N(t)) ? 1 : 0), lt);
}
function u(t, e = !0) {
	const n = Ne(N(t));
	return e || $e(n) ? n : void 0;
}
function Tt(t, e) {
	return t(e.stdOut, e.stdErr);
}
function E(t, e, n, r = !0) {
	return v(n).forEach((s) => {
		for (let o = H(s, r), i = 0, a = o.length; i < a; i++) {
			const c = (y = 0) => {
				if (!(i + y >= a)) return o[i + y];
			};
			e.some(({ parse: y }) => y(c, t));
		}
	}), t;
}
const mt = ({ exitCode: t }, e, n, r) => {
	if (t === V.UNCLEAN && Ve(e)) return n(Buffer.from("false"));
	r(e);
};
const Ut = (t) => t.trim() === "true";
function We(t) {
	switch (t) {
		case "bare": return Ke();
		case "root": return He();
	}
	return {
		commands: ["rev-parse", "--is-inside-work-tree"],
		format: "utf-8",
		onError: mt,
		parser: Ut
	};
}
function He() {
	return {
		commands: ["rev-parse", "--git-dir"],
		format: "utf-8",
		onError: mt,
		parser(e) {
			return /^\.(git)?$/.test(e.trim());
		}
	};
}
function Ke() {
	return {
		commands: ["rev-parse", "--is-bare-repository"],
		format: "utf-8",
		onError: mt,
		parser: Ut
	};
}
function Ve(t) {
	return /(Not a git repository|Kein Git-Repository)/i.test(String(t));
}
var Xe = class {
	constructor(e) {
		this.paths = [], this.files = [], this.folders = [], this.dryRun = e;
	}
};
const Ye = /^[a-z]+\s*/i;
const Qe = /^[a-z]+\s+[a-z]+\s*/i;
const Je = /\/$/;
function Ze(t, e) {
	const n = new Xe(t), r = t ? Qe : Ye;
	return H(e).forEach((s) => {
		const o = s.replace(r, "");
		n.paths.push(o), (Je.test(o) ? n.folders : n.files).push(o);
	}), n;
}
const Ft = [];
function tn(t) {
	return {
		commands: Ft,
		format: "empty",
		parser: t
	};
}
function b(t) {
	return {
		commands: Ft,
		format: "empty",
		parser() {
			throw typeof t == "string" ? new xe(t) : t;
		}
	};
}
function g(t, e = !1) {
	return {
		commands: t,
		format: "utf-8",
		parser(n) {
			return e ? String(n).trim() : n;
		}
	};
}
function Gt(t) {
	return {
		commands: t,
		format: "buffer",
		parser(e) {
			return e;
		}
	};
}
function en(t) {
	return t.format === "buffer";
}
function kt(t) {
	return t.format === "empty" || !t.commands.length;
}
const nn = "Git clean interactive mode is not supported";
const rn = "Git clean mode parameter (\"n\" or \"f\") is required";
const sn = "Git clean unknown option found in: ";
var zt = /* @__PURE__ */ ((t) => (t.DRY_RUN = "n", t.FORCE = "f", t.IGNORED_INCLUDED = "x", t.IGNORED_ONLY = "X", t.EXCLUDING = "e", t.QUIET = "q", t.RECURSIVE = "d", t))(zt || {});
const qt = /* @__PURE__ */ new Set(["i", ...L(Object.values(zt))]);
function on(t, e) {
	const { cleanMode: n, options: r, valid: s } = cn(t);
	return n ? s.options ? (r.push(...e), r.some(hn) ? b(nn) : an(n, r)) : b(sn + JSON.stringify(t)) : b(rn);
}
function an(t, e) {
	return {
		commands: [
			"clean",
			`-${t}`,
			...e
		],
		format: "utf-8",
		parser(r) {
			return Ze(t === "n", r);
		}
	};
}
function un(t) {
	return Array.isArray(t) && t.every((e) => qt.has(e));
}
function cn(t) {
	let e, n = [], r = {
		cleanMode: !1,
		options: !0
	};
	return t.replace(/[^a-z]i/g, "").split("").forEach((s) => {
		fn(s) ? (e = s, r.cleanMode = !0) : r.options = r.options && ln(n[n.length] = `-${s}`);
	}), {
		cleanMode: e,
		options: n,
		valid: r
	};
}
function fn(t) {
	return t === "f" || t === "n";
}
function ln(t) {
	return /^-[a-z]$/i.test(t) && qt.has(t.charAt(1));
}
function hn(t) {
	return /^-[^\-]/.test(t) ? t.indexOf("i") > 0 : t === "--interactive";
}
var mn = class {
	constructor() {
		this.files = [], this.values = /* @__PURE__ */ Object.create(null);
	}
	get all() {
		return this._all || (this._all = this.files.reduce((e, n) => Object.assign(e, this.values[n]), {})), this._all;
	}
	addFile(e) {
		if (!(e in this.values)) {
			const n = N(this.files);
			this.values[e] = n ? Object.create(this.values[n]) : {}, this.files.push(e);
		}
		return this.values[e];
	}
	addValue(e, n, r) {
		const s = this.addFile(e);
		Object.hasOwn(s, n) ? Array.isArray(s[n]) ? s[n].push(r) : s[n] = [s[n], r] : s[n] = r, this._all = void 0;
	}
};
function pn(t) {
	const e = new mn();
	for (const n of Wt(t)) e.addValue(n.file, String(n.key), n.value);
	return e;
}
function dn(t, e) {
	let n = null;
	const r = [], s = /* @__PURE__ */ new Map();
	for (const o of Wt(t, e)) o.key === e && (r.push(n = o.value), s.has(o.file) || s.set(o.file, []), s.get(o.file).push(n));
	return {
		key: e,
		paths: Array.from(s.keys()),
		scopes: s,
		value: n,
		values: r
	};
}
function gn(t) {
	return t.replace(/^(file):/, "");
}
function* Wt(t, e = null) {
	const n = t.split("\0");
	for (let r = 0, s = n.length - 1; r < s;) {
		const o = gn(n[r++]);
		let i = n[r++], a = e;
		if (i.includes(`
`)) {
			const c = Pe(i, `
`);
			a = c[0], i = c[1];
		}
		yield {
			file: o,
			key: a,
			value: i
		};
	}
}
var Ht = /* @__PURE__ */ ((t) => (t.system = "system", t.global = "global", t.local = "local", t.worktree = "worktree", t))(Ht || {});
function Y(t, e) {
	return typeof t == "string" && Object.hasOwn(Ht, t) ? t : e;
}
function yn(t, e, n, r) {
	const s = ["config", `--${r}`];
	return n && s.push("--add"), s.push(t, e), {
		commands: s,
		format: "utf-8",
		parser(o) {
			return o;
		}
	};
}
function wn(t, e) {
	const n = [
		"config",
		"--null",
		"--show-origin",
		"--get-all",
		t
	];
	return e && n.splice(1, 0, `--${e}`), {
		commands: n,
		format: "utf-8",
		parser(r) {
			return dn(r, t);
		}
	};
}
function bn(t) {
	const e = [
		"config",
		"--list",
		"--show-origin",
		"--null"
	];
	return t && e.push(`--${t}`), {
		commands: e,
		format: "utf-8",
		parser(n) {
			return pn(n);
		}
	};
}
function Tn() {
	return {
		addConfig(t, e, ...n) {
			return this._runTask(yn(t, e, n[0] === !0, Y(n[1], "local")), u(arguments));
		},
		getConfig(t, e) {
			return this._runTask(wn(t, Y(e, void 0)), u(arguments));
		},
		listConfig(...t) {
			return this._runTask(bn(Y(t[0], void 0)), u(arguments));
		}
	};
}
var Kt = /* @__PURE__ */ ((t) => (t.ADDED = "A", t.COPIED = "C", t.DELETED = "D", t.MODIFIED = "M", t.RENAMED = "R", t.CHANGED = "T", t.UNMERGED = "U", t.UNKNOWN = "X", t.BROKEN = "B", t))(Kt || {});
const kn = new Set(Object.values(Kt));
function _n(t) {
	return kn.has(t);
}
var _t;
const vn = ["-h"];
const j = /* @__PURE__ */ Symbol("grepQuery");
var En = class {
	constructor() {
		this[_t] = [];
	}
	*[(_t = j, Symbol.iterator)]() {
		for (const e of this[j]) yield e;
	}
	and(...e) {
		return e.length && this[j].push("--and", "(", ...U(e, "-e"), ")"), this;
	}
	param(...e) {
		return this[j].push(...U(e, "-e")), this;
	}
};
function Sn(...t) {
	return new En().param(...t);
}
function Rn(t) {
	const e = /* @__PURE__ */ new Set(), n = {};
	return ut(t, (r) => {
		const [s, o, i] = r.split(I);
		e.add(s), (n[s] = n[s] || []).push({
			line: p(o),
			path: s,
			preview: i
		});
	}), {
		paths: e,
		results: n
	};
}
function On() {
	return { grep(t) {
		const e = u(arguments), n = h(arguments);
		for (const s of vn) if (n.includes(s)) return this._runTask(b(`git.grep: use of "${s}" is not supported.`), e);
		typeof t == "string" && (t = Sn().param(t));
		const r = [
			"grep",
			"--null",
			"-n",
			"--full-name",
			...n,
			...t
		];
		return this._runTask({
			commands: r,
			format: "utf-8",
			parser(s) {
				return Rn(s);
			}
		}, e);
	} };
}
var Vt = /* @__PURE__ */ ((t) => (t.MIXED = "mixed", t.SOFT = "soft", t.HARD = "hard", t.MERGE = "merge", t.KEEP = "keep", t))(Vt || {});
const Cn = L(Object.values(Vt));
function An(t, e) {
	const n = ["reset"];
	return Xt(t) && n.push(`--${t}`), n.push(...e), g(n);
}
function xn(t) {
	if (Xt(t)) return t;
	switch (typeof t) {
		case "string":
		case "undefined": return "soft";
	}
}
function Xt(t) {
	return typeof t == "string" && Cn.includes(t);
}
import_src.default.formatters.L = (t) => String(Bt(t) ? t.length : "-");
import_src.default.formatters.B = (t) => Buffer.isBuffer(t) ? t.toString("utf8") : ft(t);
function Nn() {
	return (0, import_src.default)("simple-git");
}
function vt(t, e, n) {
	return !e || !String(e).replace(/\s*/, "") ? n ? (r, ...s) => {
		t(r, ...s), n(r, ...s);
	} : t : (r, ...s) => {
		t(`%s ${r}`, e, ...s), n && n(r, ...s);
	};
}
function $n(t, e, { namespace: n }) {
	if (typeof t == "string") return t;
	const r = e && e.namespace || "";
	return r.startsWith(n) ? r.substr(n.length + 1) : r || n;
}
function $(t, e, n, r = Nn()) {
	const s = t && `[${t}]` || "", o = [], i = typeof e == "string" ? r.extend(e) : e, a = $n(d(e, m), i, r);
	return y(n);
	function c(w, T) {
		return S(o, $(t, a.replace(/^[^:]+/, w), T, r));
	}
	function y(w) {
		const T = w && `[${w}]` || "", k = i && vt(i, T) || W, C = vt(r, `${s} ${T}`, k);
		return Object.assign(i ? k : C, {
			label: t,
			sibling: c,
			info: C,
			step: y
		});
	}
}
const M = class M {
	constructor(e = "GitExecutor") {
		this.logLabel = e, this._queue = /* @__PURE__ */ new Map();
	}
	withProgress(e) {
		return this._queue.get(e);
	}
	createProgress(e) {
		const n = M.getName(e.commands[0]);
		return {
			task: e,
			logger: $(this.logLabel, n),
			name: n
		};
	}
	push(e) {
		const n = this.createProgress(e);
		return n.logger("Adding task to the queue, commands = %o", e.commands), this._queue.set(e, n), n;
	}
	fatal(e) {
		for (const [n, { logger: r }] of Array.from(this._queue.entries())) n === e.task ? (r.info("Failed %o", e), r("Fatal exception, any as-yet un-started tasks run through this executor will not be attempted")) : r.info("A fatal exception occurred in a previous task, the queue has been purged: %o", e.message), this.complete(n);
		if (this._queue.size !== 0) throw new Error(`Queue size should be zero after fatal: ${this._queue.size}`);
	}
	complete(e) {
		this.withProgress(e) && this._queue.delete(e);
	}
	attempt(e) {
		const n = this.withProgress(e);
		if (!n) throw new O(void 0, "TasksPendingQueue: attempt called for an unknown task");
		return n.logger("Starting task"), n;
	}
	static getName(e = "empty") {
		return `task:${e}:${++M.counter}`;
	}
};
M.counter = 0;
let ot = M;
var Pn = class {
	constructor(e, n, r) {
		this._executor = e, this._scheduler = n, this._plugins = r, this._chain = Promise.resolve(), this._queue = new ot();
	}
	get cwd() {
		return this._cwd || this._executor.cwd;
	}
	set cwd(e) {
		this._cwd = e;
	}
	get env() {
		return this._executor.env;
	}
	get outputHandler() {
		return this._executor.outputHandler;
	}
	chain() {
		return this;
	}
	push(e) {
		return this._queue.push(e), this._chain = this._chain.then(() => this.attemptTask(e));
	}
	async attemptTask(e) {
		const n = await this._scheduler.next(), r = () => this._queue.complete(e);
		try {
			const { logger: s } = this._queue.attempt(e);
			return await (kt(e) ? this.attemptEmptyTask(e, s) : this.attemptRemoteTask(e, s));
		} catch (s) {
			throw this.onFatalException(e, s);
		} finally {
			r(), n();
		}
	}
	onFatalException(e, n) {
		const r = n instanceof O ? Object.assign(n, { task: e }) : new O(e, n && String(n));
		return this._chain = Promise.resolve(), this._queue.fatal(r), r;
	}
	async attemptRemoteTask(e, n) {
		const r = this._plugins.exec("spawn.binary", "", this.taskContext(e, e.commands)), s = this._plugins.exec("spawn.args", [...e.commands], this.taskContext(e, e.commands)), o = await this.gitResponse(e, r, s, this.outputHandler, n.step("SPAWN")), i = await this.handleTaskData(e, s, o, n.step("HANDLE"));
		return n("passing response to task's parser as a %s", e.format), en(e) ? Tt(e.parser, i) : Tt(e.parser, i.asStrings());
	}
	async attemptEmptyTask(e, n) {
		return n("empty task bypassing child process to call to task's parser"), e.parser(this);
	}
	handleTaskData(e, n, r, s) {
		const { exitCode: o, rejection: i, stdOut: a, stdErr: c } = r;
		return new Promise((y, w) => {
			s("Preparing to handle process response exitCode=%d stdOut=", o);
			const { error: T } = this._plugins.exec("task.error", { error: i }, {
				...this.taskContext(e, n),
				...r
			});
			if (T && e.onError) return s.info("exitCode=%s handling with custom error handler"), e.onError(r, T, (k) => {
				s.info("custom error handler treated as success"), s("custom error returned a %s", ft(k)), y(new z(Array.isArray(k) ? Buffer.concat(k) : k, Buffer.concat(c)));
			}, w);
			if (T) return s.info("handling as error: exitCode=%s stdErr=%s rejection=%o", o, c.length, i), w(T);
			s.info("retrieving task output complete"), y(new z(Buffer.concat(a), Buffer.concat(c)));
		});
	}
	async gitResponse(e, n, r, s, o) {
		const i = o.sibling("output"), a = this._plugins.exec("spawn.options", {
			cwd: this.cwd,
			env: this.env,
			windowsHide: !0
		}, this.taskContext(e, e.commands));
		return new Promise((c) => {
			const y = [], w = [];
			o.info("%s %o", n, r), o("%O", a);
			let T = this._beforeSpawn(e, r);
			if (T) return c({
				stdOut: y,
				stdErr: w,
				exitCode: 9901,
				rejection: T
			});
			this._plugins.exec("spawn.before", void 0, {
				...this.taskContext(e, r),
				kill(C) {
					T = C || T;
				}
			});
			const k = spawn(n, r, a);
			k.stdout.on("data", Et(y, "stdOut", o, i.step("stdOut"))), k.stderr.on("data", Et(w, "stdErr", o, i.step("stdErr"))), k.on("error", Mn(w, o)), s && (o("Passing child process stdOut/stdErr to custom outputHandler"), s(n, k.stdout, k.stderr, [...r])), this._plugins.exec("spawn.after", void 0, {
				...this.taskContext(e, r),
				spawned: k,
				close(C, Te) {
					c({
						stdOut: y,
						stdErr: w,
						exitCode: C,
						rejection: T || Te
					});
				},
				kill(C) {
					k.killed || (T = C, k.kill("SIGINT"));
				}
			});
		});
	}
	_beforeSpawn(e, n) {
		let r;
		return this._plugins.exec("spawn.before", void 0, {
			...this.taskContext(e, n),
			kill(s) {
				r = s || r;
			}
		}), r;
	}
	taskContext(e, n) {
		return {
			method: String(Me(e.commands) || ""),
			commands: n,
			env: { ...this.env },
			input: kt(e) ? void 0 : e.input
		};
	}
};
function Mn(t, e) {
	return (n) => {
		e("[ERROR] child process exception %o", n), t.push(Buffer.from(String(n.stack), "ascii"));
	};
}
function Et(t, e, n, r) {
	return (s) => {
		n("%s received %L bytes", e, s), r("%B", s), t.push(s);
	};
}
var Dn = class {
	constructor(e, n, r) {
		this.cwd = e, this._scheduler = n, this._plugins = r, this._chain = this.chain();
	}
	chain() {
		return new Pn(this, this._scheduler, this._plugins);
	}
	push(e) {
		return this._chain.push(e);
	}
};
function Ln(t, e, n = W) {
	const r = (o) => {
		n(null, o);
	}, s = (o) => {
		o?.task === t && n(o, void 0);
	};
	e.then(r, s);
}
function St(t, e) {
	return tn((n) => {
		if (!Lt(t)) throw new Error(`Git.cwd: cannot change to non-directory "${t}"`);
		return (e || n).cwd = t;
	});
}
function Q(t) {
	const e = ["checkout", ...t];
	return e[1] === "-b" && e.includes("-B") && (e[1] = ct(e, "-B")), g(e);
}
function jn() {
	return {
		checkout() {
			return this._runTask(Q(h(arguments, 1)), u(arguments));
		},
		checkoutBranch(t, e) {
			return this._runTask(Q([
				"-b",
				t,
				e,
				...h(arguments)
			]), u(arguments));
		},
		checkoutLocalBranch(t) {
			return this._runTask(Q([
				"-b",
				t,
				...h(arguments)
			]), u(arguments));
		}
	};
}
const Yt = (t, e, n) => {
	const r = ["clone", ...n];
	return m(t) && r.push(c$1(t)), m(e) && r.push(c$1(e)), g(r);
};
const Bn = (t, e, n) => (S(n, "--mirror"), Yt(t, e, n));
function Rt(t, e, n, ...r) {
	return m(n) ? e(n, d(r[0], m), h(arguments)) : b(`git.${t}() requires a string 'repoPath'`);
}
function In() {
	return {
		clone(t, ...e) {
			return this._runTask(Rt("clone", Yt, d(t, m), ...e), u(arguments));
		},
		mirror(t, ...e) {
			return this._runTask(Rt("mirror", Bn, d(t, m), ...e), u(arguments));
		}
	};
}
const Un = [
	new l(/^\[([^\s]+)( \([^)]+\))? ([^\]]+)/, (t, [e, n, r]) => {
		t.branch = e, t.commit = r, t.root = !!n;
	}),
	new l(/\s*Author:\s(.+)/i, (t, [e]) => {
		const n = e.split("<"), r = n.pop();
		!r || !r.includes("@") || (t.author = {
			email: r.substr(0, r.length - 1),
			name: n.join("<").trim()
		});
	}),
	new l(/(\d+)[^,]*(?:,\s*(\d+)[^,]*)(?:,\s*(\d+))/g, (t, [e, n, r]) => {
		t.summary.changes = parseInt(e, 10) || 0, t.summary.insertions = parseInt(n, 10) || 0, t.summary.deletions = parseInt(r, 10) || 0;
	}),
	new l(/^(\d+)[^,]*(?:,\s*(\d+)[^(]+\(([+-]))?/, (t, [e, n, r]) => {
		t.summary.changes = parseInt(e, 10) || 0;
		const s = parseInt(n, 10) || 0;
		r === "-" ? t.summary.deletions = s : r === "+" && (t.summary.insertions = s);
	})
];
function Fn(t) {
	return E({
		author: null,
		branch: "",
		commit: "",
		root: !1,
		summary: {
			changes: 0,
			insertions: 0,
			deletions: 0
		}
	}, Un, t);
}
function Gn(t, e, n) {
	return {
		commands: [
			"-c",
			"core.abbrev=40",
			"commit",
			...U(t, "-m"),
			...e,
			...n
		],
		format: "utf-8",
		parser: Fn
	};
}
function zn() {
	return { commit(e, ...n) {
		const r = u(arguments), s = t(e) || Gn(v(e), v(d(n[0], G, [])), [...L(d(n[1], K, [])), ...h(arguments, 0, !0)]);
		return this._runTask(s, r);
	} };
	function t(e) {
		return !G(e) && b("git.commit: requires the commit message to be supplied as a string/string[]");
	}
}
function qn() {
	return {
		count: 0,
		garbage: 0,
		inPack: 0,
		packs: 0,
		prunePackable: 0,
		size: 0,
		sizeGarbage: 0,
		sizePack: 0
	};
}
const Wn = new l(/([a-z-]+): (\d+)$/, (t, [e, n]) => {
	const r = jt(e);
	Object.hasOwn(t, r) && (t[r] = p(n));
});
function Hn() {
	return { countObjects() {
		return this._runTask({
			commands: ["count-objects", "--verbose"],
			format: "utf-8",
			parser(t) {
				return E(qn(), [Wn], t);
			}
		});
	} };
}
function Kn() {
	return { firstCommit() {
		return this._runTask(g([
			"rev-list",
			"--max-parents=0",
			"HEAD"
		], !0), u(arguments));
	} };
}
function Vn(t, e) {
	const n = ["hash-object", t];
	return e && n.push("-w"), g(n, !0);
}
var J = class {
	constructor(e, n, r, s) {
		this.bare = e, this.path = n, this.existing = r, this.gitDir = s;
	}
};
const Xn = /^Init.+ repository in (.+)$/;
const Yn = /^Rein.+ in (.+)$/;
function Qn(t, e, n) {
	const r = String(n).trim();
	let s;
	if (s = Xn.exec(r)) return new J(t, e, !1, s[1]);
	if (s = Yn.exec(r)) return new J(t, e, !0, s[1]);
	let o = "";
	const i = r.split(" ");
	for (; i.length;) if (i.shift() === "in") {
		o = i.join(" ");
		break;
	}
	return new J(t, e, /^re/i.test(r), o);
}
const Qt = "--bare";
function Jn(t) {
	return t.includes(Qt);
}
function Zn(t = !1, e, n) {
	const r = ["init", ...n];
	return t && !Jn(r) && r.splice(1, 0, Qt), {
		commands: r,
		format: "utf-8",
		parser(s) {
			return Qn(r.includes("--bare"), e, s);
		}
	};
}
function tr(t) {
	return t === void 0 ? b("interpretTrailers called without input content") : {
		format: "utf-8",
		parser(e) {
			return Object.fromEntries(ut(e, (n) => {
				const r = n.indexOf(":");
				return [jt(n.substring(0, r).toLowerCase()), n.substring(r + 2).trim()];
			}));
		},
		commands: ["interpret-trailers", "--parse"],
		input: t
	};
}
function er() {
	return { interpretTrailers(t) {
		return this._runTask(tr(d(t, Be)), u(arguments));
	} };
}
var R = /* @__PURE__ */ ((t) => (t.NONE = "", t.STAT = "--stat", t.NUM_STAT = "--numstat", t.NAME_ONLY = "--name-only", t.NAME_STATUS = "--name-status", t))(R || {});
const Jt = /^--(stat|numstat|name-only|name-status)(=|$)/;
function pt(t) {
	for (let e = 0; e < t.length; e++) {
		const n = Jt.exec(t[e]);
		if (n) return `--${n[1]}`;
	}
	return "";
}
function nr(t) {
	return Jt.test(t);
}
var rr = class {
	constructor() {
		this.changed = 0, this.deletions = 0, this.insertions = 0, this.files = [];
	}
};
const Ot = [
	new l(/^(.+)\s+\|\s+(\d+)(\s+[+\-]+)?$/, (t, [e, n, r = ""]) => {
		t.files.push({
			file: e.trim(),
			changes: p(n),
			insertions: r.replace(/[^+]/g, "").length,
			deletions: r.replace(/[^-]/g, "").length,
			binary: !1
		});
	}),
	new l(/^(.+) \|\s+Bin ([0-9.]+) -> ([0-9.]+) ([a-z]+)/, (t, [e, n, r]) => {
		t.files.push({
			file: e.trim(),
			before: p(n),
			after: p(r),
			binary: !0
		});
	}),
	new l(/^(.+)\s+\|\s+Bin\s*$/, (t, [e]) => {
		t.files.push({
			file: e.trim(),
			before: 0,
			after: 0,
			binary: !0
		});
	}),
	new l(/(\d+) files? changed\s*((?:, \d+ [^,]+){0,2})/, (t, [e, n]) => {
		const r = /(\d+) i/.exec(n), s = /(\d+) d/.exec(n);
		t.changed = p(e), t.insertions = p(r?.[1]), t.deletions = p(s?.[1]);
	})
];
const sr = [new l(/(\d+)\t(\d+)\t(.+)$/, (t, [e, n, r]) => {
	const s = p(e), o = p(n);
	t.changed++, t.insertions += s, t.deletions += o, t.files.push({
		file: r,
		changes: s + o,
		insertions: s,
		deletions: o,
		binary: !1
	});
}), new l(/-\t-\t(.+)$/, (t, [e]) => {
	t.changed++, t.files.push({
		file: e,
		after: 0,
		before: 0,
		binary: !0
	});
})];
const or = [new l(/(.+)$/, (t, [e]) => {
	t.changed++, t.files.push({
		file: e,
		changes: 0,
		insertions: 0,
		deletions: 0,
		binary: !1
	});
})];
const ir = [new l(/([ACDMRTUXB])([0-9]{0,3})\t(.[^\t]*)(\t(.[^\t]*))?$/, (t, [e, n, r, s, o]) => {
	t.changed++, t.files.push({
		file: o ?? r,
		changes: 0,
		insertions: 0,
		deletions: 0,
		binary: !1,
		status: bt(_n(e) && e),
		from: bt(!!o && r !== o && r),
		similarity: p(n)
	});
})];
const ar = {
	[R.NONE]: Ot,
	[R.STAT]: Ot,
	[R.NUM_STAT]: sr,
	[R.NAME_STATUS]: ir,
	[R.NAME_ONLY]: or
};
function Zt(t = R.NONE) {
	const e = ar[t];
	return (n) => E(new rr(), e, n, !1);
}
const te = "òòòòòò ";
const ee = " òò";
const ne = " ò ";
const ur = [
	"hash",
	"date",
	"message",
	"refs",
	"author_name",
	"author_email"
];
function cr(t, e) {
	return e.reduce((n, r, s) => (n[r] = t[s] || "", n), /* @__PURE__ */ Object.create({ diff: null }));
}
function re(t = ne, e = ur, n = R.NONE) {
	const r = Zt(n);
	return function(s) {
		const o = H(s.trim(), !1, te).map(function(i) {
			const a = i.split(ee), c = cr(a[0].split(t), e);
			return a.length > 1 && a[1].trim() && (c.diff = r(a[1])), c;
		});
		return {
			all: o,
			latest: o.length && o[0] || null,
			total: o.length
		};
	};
}
function fr(t) {
	let e = pt(t);
	const n = ["diff"];
	return e === R.NONE && (e = R.STAT, n.push("--stat=4096")), n.push(...t), dt(n) || {
		commands: n,
		format: "utf-8",
		parser: Zt(e)
	};
}
function dt(t) {
	const e = t.filter(nr);
	if (e.length > 1) return b(`Summary flags are mutually exclusive - pick one of ${e.join(",")}`);
	if (e.length && t.includes("-z")) return b(`Summary flag ${e} parsing is not compatible with null termination option '-z'`);
}
var se = /* @__PURE__ */ ((t) => (t[t["--pretty"] = 0] = "--pretty", t[t["max-count"] = 1] = "max-count", t[t.maxCount = 2] = "maxCount", t[t.n = 3] = "n", t[t.file = 4] = "file", t[t.format = 5] = "format", t[t.from = 6] = "from", t[t.to = 7] = "to", t[t.splitter = 8] = "splitter", t[t.symmetric = 9] = "symmetric", t[t.mailMap = 10] = "mailMap", t[t.multiLine = 11] = "multiLine", t[t.strictDate = 12] = "strictDate", t))(se || {});
function lr(t, e) {
	const n = [], r = [];
	return Object.keys(t).forEach((s) => {
		n.push(s), r.push(String(t[s]));
	}), [n, r.join(e)];
}
function hr(t) {
	return Object.keys(t).reduce((e, n) => (n in se || (e[n] = t[n]), e), {});
}
function oe(t = {}, e = []) {
	const n = d(t.splitter, m, ne), [s, o] = lr(lt(t.format) ? t.format : {
		hash: "%H",
		date: t.strictDate === !1 ? "%ai" : "%aI",
		message: "%s",
		refs: "%D",
		body: t.multiLine ? "%B" : "%b",
		author_name: t.mailMap !== !1 ? "%aN" : "%an",
		author_email: t.mailMap !== !1 ? "%aE" : "%ae"
	}, n), i = [], a = [`--pretty=format:${te}${o}${ee}`, ...e], c = t.n || t["max-count"] || t.maxCount;
	if (c && a.push(`--max-count=${c}`), t.from || t.to) {
		const y = t.symmetric !== !1 ? "..." : "..";
		i.push(`${t.from || ""}${y}${t.to || ""}`);
	}
	return m(t.file) && a.push("--follow", c$1(t.file)), It(hr(t), a), {
		fields: s,
		splitter: n,
		commands: [...a, ...i]
	};
}
function mr(t, e, n) {
	const r = re(t, e, pt(n));
	return {
		commands: ["log", ...n],
		format: "utf-8",
		parser: r
	};
}
function pr() {
	return { log(...n) {
		const r = u(arguments), s = oe(ht(arguments), L(d(arguments[0], K, []))), o = e(...n) || dt(s.commands) || t(s);
		return this._runTask(o, r);
	} };
	function t(n) {
		return mr(n.splitter, n.fields, n.commands);
	}
	function e(n, r) {
		return m(n) && m(r) && b("git.log(string, string) should be replaced with git.log({ from: string, to: string })");
	}
}
var Z = class {
	constructor(e, n = null, r) {
		this.reason = e, this.file = n, this.meta = r;
	}
	toString() {
		return `${this.file}:${this.reason}`;
	}
};
var dr = class {
	constructor() {
		this.conflicts = [], this.merges = [], this.result = "success";
	}
	get failed() {
		return this.conflicts.length > 0;
	}
	get reason() {
		return this.result;
	}
	toString() {
		return this.conflicts.length ? `CONFLICTS: ${this.conflicts.join(", ")}` : "OK";
	}
};
var ie = class {
	constructor() {
		this.remoteMessages = { all: [] }, this.created = [], this.deleted = [], this.files = [], this.deletions = {}, this.insertions = {}, this.summary = {
			changes: 0,
			deletions: 0,
			insertions: 0
		};
	}
};
var gr = class {
	constructor() {
		this.remote = "", this.hash = {
			local: "",
			remote: ""
		}, this.branch = {
			local: "",
			remote: ""
		}, this.message = "";
	}
	toString() {
		return this.message;
	}
};
function tt(t) {
	return t.objects = t.objects || {
		compressing: 0,
		counting: 0,
		enumerating: 0,
		packReused: 0,
		reused: {
			count: 0,
			delta: 0
		},
		total: {
			count: 0,
			delta: 0
		}
	};
}
function Ct(t) {
	const e = /^\s*(\d+)/.exec(t), n = /delta (\d+)/i.exec(t);
	return {
		count: p(e && e[1] || "0"),
		delta: p(n && n[1] || "0")
	};
}
const yr = [
	new x(/^remote:\s*(enumerating|counting|compressing) objects: (\d+),/i, (t, [e, n]) => {
		const r = e.toLowerCase(), s = tt(t.remoteMessages);
		Object.assign(s, { [r]: p(n) });
	}),
	new x(/^remote:\s*(enumerating|counting|compressing) objects: \d+% \(\d+\/(\d+)\),/i, (t, [e, n]) => {
		const r = e.toLowerCase(), s = tt(t.remoteMessages);
		Object.assign(s, { [r]: p(n) });
	}),
	new x(/total ([^,]+), reused ([^,]+), pack-reused (\d+)/i, (t, [e, n, r]) => {
		const s = tt(t.remoteMessages);
		s.total = Ct(e), s.reused = Ct(n), s.packReused = p(r);
	})
];
const wr = [
	new x(/^remote:\s*(.+)$/, (t, [e]) => (t.remoteMessages.all.push(e.trim()), !1)),
	...yr,
	new x([/create a (?:pull|merge) request/i, /\s(https?:\/\/\S+)$/], (t, [e]) => {
		t.remoteMessages.pullRequestUrl = e;
	}),
	new x([/found (\d+) vulnerabilities.+\(([^)]+)\)/i, /\s(https?:\/\/\S+)$/], (t, [e, n, r]) => {
		t.remoteMessages.vulnerabilities = {
			count: p(e),
			summary: n,
			url: r
		};
	})
];
function ae(t, e) {
	return E({ remoteMessages: new br() }, wr, e);
}
var br = class {
	constructor() {
		this.all = [];
	}
};
const vr = [
	new l(/^\s*(.+?)\s+\|\s+\d+\s*(\+*)(-*)/, (t, [e, n, r]) => {
		t.files.push(e), n && (t.insertions[e] = n.length), r && (t.deletions[e] = r.length);
	}),
	new l(/(\d+)\D+((\d+)\D+\(\+\))?(\D+(\d+)\D+\(-\))?/, (t, [e, , n, , r]) => n !== void 0 || r !== void 0 ? (t.summary.changes = +e || 0, t.summary.insertions = +n || 0, t.summary.deletions = +r || 0, !0) : !1),
	new l(/^(create|delete) mode \d+ (.+)/, (t, [e, n]) => {
		S(t.files, n), S(e === "create" ? t.created : t.deleted, n);
	})
];
const Er = [
	new l(/^from\s(.+)$/i, (t, [e]) => {
		t.remote = e;
	}),
	new l(/^fatal:\s(.+)$/, (t, [e]) => {
		t.message = e;
	}),
	new l(/([a-z0-9]+)\.\.([a-z0-9]+)\s+(\S+)\s+->\s+(\S+)$/, (t, [e, n, r, s]) => {
		t.branch.local = r, t.hash.local = e, t.branch.remote = s, t.hash.remote = n;
	})
];
const Sr = (t, e) => E(new ie(), vr, [t, e]);
const ue = (t, e) => Object.assign(new ie(), Sr(t, e), ae(t, e));
function Rr(t, e) {
	const n = E(new gr(), Er, [t, e]);
	return n.message && n;
}
const Or = [
	new l(/^Auto-merging\s+(.+)$/, (t, [e]) => {
		t.merges.push(e);
	}),
	new l(/^CONFLICT\s+\((.+)\): Merge conflict in (.+)$/, (t, [e, n]) => {
		t.conflicts.push(new Z(e, n));
	}),
	new l(/^CONFLICT\s+\((.+\/delete)\): (.+) deleted in (.+) and/, (t, [e, n, r]) => {
		t.conflicts.push(new Z(e, n, { deleteRef: r }));
	}),
	new l(/^CONFLICT\s+\((.+)\):/, (t, [e]) => {
		t.conflicts.push(new Z(e, null));
	}),
	new l(/^Automatic merge failed;\s+(.+)$/, (t, [e]) => {
		t.result = e;
	})
];
const Cr = (t, e) => Object.assign(Ar(t), ue(t, e));
const Ar = (t) => E(new dr(), Or, t);
function At(t) {
	return t.length ? {
		commands: ["merge", ...t],
		format: "utf-8",
		parser(e, n) {
			const r = Cr(e, n);
			if (r.failed) throw new at(r);
			return r;
		}
	} : b("Git.merge requires at least one option");
}
function xr(t, e, n) {
	const r = n.includes("deleted"), s = n.includes("tag") || /^refs\/tags/.test(t), o = !n.includes("new");
	return {
		deleted: r,
		tag: s,
		branch: !s,
		new: !o,
		alreadyUpdated: o,
		local: t,
		remote: e
	};
}
const Nr = [
	new l(/^Pushing to (.+)$/, (t, [e]) => {
		t.repo = e;
	}),
	new l(/^updating local tracking ref '(.+)'/, (t, [e]) => {
		t.ref = {
			...t.ref || {},
			local: e
		};
	}),
	new l(/^[=*-]\s+([^:]+):(\S+)\s+\[(.+)]$/, (t, [e, n, r]) => {
		t.pushed.push(xr(e, n, r));
	}),
	new l(/^Branch '([^']+)' set up to track remote branch '([^']+)' from '([^']+)'/, (t, [e, n, r]) => {
		t.branch = {
			...t.branch || {},
			local: e,
			remote: n,
			remoteName: r
		};
	}),
	new l(/^([^:]+):(\S+)\s+([a-z0-9]+)\.\.([a-z0-9]+)$/, (t, [e, n, r, s]) => {
		t.update = {
			head: {
				local: e,
				remote: n
			},
			hash: {
				from: r,
				to: s
			}
		};
	})
];
const $r = (t, e) => {
	const n = Pr(t, e), r = ae(t, e);
	return {
		...n,
		...r
	};
};
const Pr = (t, e) => E({ pushed: [] }, Nr, [t, e]);
function Mr(t = {}, e) {
	return S(e, "--tags"), ce(t, e);
}
function ce(t = {}, e) {
	const n = ["push", ...e];
	return t.branch && n.splice(1, 0, t.branch), t.remote && n.splice(1, 0, t.remote), ct(n, "-v"), S(n, "--verbose"), S(n, "--porcelain"), {
		commands: n,
		format: "utf-8",
		parser: $r
	};
}
function Dr() {
	return {
		showBuffer() {
			const t = ["show", ...h(arguments, 1)];
			return t.includes("--binary") || t.splice(1, 0, "--binary"), this._runTask(Gt(t), u(arguments));
		},
		show() {
			const t = ["show", ...h(arguments, 1)];
			return this._runTask(g(t), u(arguments));
		}
	};
}
const Lr = /^(.+)\0(.+)$/;
var jr = class {
	constructor(e, n, r) {
		if (this.path = e, this.index = n, this.working_dir = r, n === "R" || r === "R") {
			const s = Lr.exec(e) || [
				null,
				e,
				e
			];
			this.from = s[2] || "", this.path = s[1] || "";
		}
	}
};
var Br = class {
	constructor() {
		this.not_added = [], this.conflicted = [], this.created = [], this.deleted = [], this.ignored = void 0, this.modified = [], this.renamed = [], this.files = [], this.staged = [], this.ahead = 0, this.behind = 0, this.current = null, this.tracking = null, this.detached = !1, this.isClean = () => !this.files.length;
	}
};
function xt(t) {
	const [e, n] = t.split(I);
	return {
		from: n || e,
		to: e
	};
}
function _(t, e, n) {
	return [`${t}${e}`, n];
}
function et(t, ...e) {
	return e.map((n) => _(t, n, (r, s) => r.conflicted.push(s)));
}
const Ir = new Map([
	_(" ", "A", (t, e) => t.created.push(e)),
	_(" ", "D", (t, e) => t.deleted.push(e)),
	_(" ", "M", (t, e) => t.modified.push(e)),
	_("A", " ", (t, e) => {
		t.created.push(e), t.staged.push(e);
	}),
	_("A", "M", (t, e) => {
		t.created.push(e), t.staged.push(e), t.modified.push(e);
	}),
	_("D", " ", (t, e) => {
		t.deleted.push(e), t.staged.push(e);
	}),
	_("M", " ", (t, e) => {
		t.modified.push(e), t.staged.push(e);
	}),
	_("M", "M", (t, e) => {
		t.modified.push(e), t.staged.push(e);
	}),
	_("R", " ", (t, e) => {
		t.renamed.push(xt(e));
	}),
	_("R", "M", (t, e) => {
		const n = xt(e);
		t.renamed.push(n), t.modified.push(n.to);
	}),
	_("!", "!", (t, e) => {
		(t.ignored = t.ignored || []).push(e);
	}),
	_("?", "?", (t, e) => t.not_added.push(e)),
	...et("A", "A", "U"),
	...et("D", "D", "U"),
	...et("U", "A", "D", "U"),
	["##", (t, e) => {
		const n = /ahead (\d+)/, r = /behind (\d+)/, s = /^(.+?(?=(?:\.{3}|\s|$)))/, o = /\.{3}(\S*)/, i = /\son\s(\S+?)(?=\.{3}|$)/;
		let a = n.exec(e);
		t.ahead = a && +a[1] || 0, a = r.exec(e), t.behind = a && +a[1] || 0, a = s.exec(e), t.current = d(a?.[1], m, null), a = o.exec(e), t.tracking = d(a?.[1], m, null), a = i.exec(e), a && (t.current = d(a?.[1], m, t.current)), t.detached = /\(no branch\)/.test(e);
	}]
]);
const Ur = function(t) {
	const e = t.split(I), n = new Br();
	for (let r = 0, s = e.length; r < s;) {
		let o = e[r++].trim();
		o && (o.charAt(0) === "R" && (o += I + (e[r++] || "")), Fr(n, o));
	}
	return n;
};
function Fr(t, e) {
	const n = e.trim();
	switch (" ") {
		case n.charAt(2): return r(n.charAt(0), n.charAt(1), n.slice(3));
		case n.charAt(1): return r(" ", n.charAt(0), n.slice(2));
		default: return;
	}
	function r(s, o, i) {
		const a = `${s}${o}`, c = Ir.get(a);
		c && c(t, i), a !== "##" && a !== "!!" && t.files.push(new jr(i, s, o));
	}
}
const Gr = ["--null", "-z"];
function zr(t) {
	return {
		format: "utf-8",
		commands: [
			"status",
			"--porcelain",
			"-b",
			"-u",
			"--null",
			...t.filter((n) => !Gr.includes(n))
		],
		parser(n) {
			return Ur(n);
		}
	};
}
const fe = "installed=false";
function q(t = 0, e = 0, n = 0, r = "", s = !0) {
	return Object.defineProperty({
		major: t,
		minor: e,
		patch: n,
		agent: r,
		installed: s
	}, "toString", {
		value() {
			return `${this.major}.${this.minor}.${this.patch}`;
		},
		configurable: !1,
		enumerable: !1
	});
}
function qr() {
	return q(0, 0, 0, "", !1);
}
function Wr() {
	return { version() {
		return this._runTask({
			commands: ["--version"],
			format: "utf-8",
			parser: Kr,
			onError(t, e, n, r) {
				if (t.exitCode === V.NOT_FOUND) return n(Buffer.from(fe));
				r(e);
			}
		});
	} };
}
const Hr = [new l(/version (\d+)\.(\d+)\.(\d+)(?:\s*\((.+)\))?/, (t, [e, n, r, s = ""]) => {
	Object.assign(t, q(p(e), p(n), p(r), s));
}), new l(/version (\d+)\.(\d+)\.(\D+)(.+)?$/, (t, [e, n, r, s = ""]) => {
	Object.assign(t, q(p(e), p(n), r, s));
})];
function Kr(t) {
	return t === fe ? qr() : E(q(0, 0, 0, t), Hr, t);
}
var le = class {
	constructor(e) {
		this._executor = e;
	}
	_runTask(e, n) {
		const r = this._executor.chain(), s = r.push(e);
		return n && Ln(e, s, n), Object.create(this, {
			then: { value: s.then.bind(s) },
			catch: { value: s.catch.bind(s) },
			_executor: { value: r }
		});
	}
	add(e) {
		return this._runTask(g(["add", ...v(e)]), u(arguments));
	}
	cwd(e) {
		const n = u(arguments);
		return typeof e == "string" ? this._runTask(St(e, this._executor), n) : typeof e?.path == "string" ? this._runTask(St(e.path, e.root && this._executor || void 0), n) : this._runTask(b("Git.cwd: workingDirectory must be supplied as a string"), n);
	}
	hashObject(e, n) {
		return this._runTask(Vn(e, n === !0), u(arguments));
	}
	init(e) {
		return this._runTask(Zn(e === !0, this._executor.cwd, h(arguments)), u(arguments));
	}
	merge() {
		return this._runTask(At(h(arguments)), u(arguments));
	}
	mergeFromTo(e, n) {
		return m(e) && m(n) ? this._runTask(At([
			e,
			n,
			...h(arguments)
		]), u(arguments, !1)) : this._runTask(b("Git.mergeFromTo requires that the 'remote' and 'branch' arguments are supplied as strings"));
	}
	outputHandler(e) {
		return this._executor.outputHandler = e, this;
	}
	push() {
		const e = ce({
			remote: d(arguments[0], m),
			branch: d(arguments[1], m)
		}, h(arguments));
		return this._runTask(e, u(arguments));
	}
	stash() {
		return this._runTask(g(["stash", ...h(arguments)]), u(arguments));
	}
	status() {
		return this._runTask(zr(h(arguments)), u(arguments));
	}
};
Object.assign(le.prototype, jn(), In(), zn(), Tn(), Hn(), Kn(), On(), er(), pr(), Dr(), Wr());
const Vr = /* @__PURE__ */ (() => {
	let t = 0;
	return () => {
		t++;
		const { promise: e, done: n } = (0, import_dist$1.createDeferred)();
		return {
			promise: e,
			done: n,
			id: t
		};
	};
})();
var Xr = class {
	constructor(e = 2) {
		this.concurrency = e, this.logger = $("", "scheduler"), this.pending = [], this.running = [], this.logger("Constructed, concurrency=%s", e);
	}
	schedule() {
		if (!this.pending.length || this.running.length >= this.concurrency) {
			this.logger("Schedule attempt ignored, pending=%s running=%s concurrency=%s", this.pending.length, this.running.length, this.concurrency);
			return;
		}
		const e = S(this.running, this.pending.shift());
		this.logger("Attempting id=%s", e.id), e.done(() => {
			this.logger("Completing id=", e.id), ct(this.running, e), this.schedule();
		});
	}
	next() {
		const { promise: e, id: n } = S(this.pending, Vr());
		return this.logger("Scheduling id=%s", n), this.schedule(), e;
	}
};
function Yr(t, e) {
	return g([
		"apply",
		...e,
		...t
	]);
}
var he = /* @__PURE__ */ ((t) => (t.CURRENT = "*", t.LINKED = "+", t))(he || {});
var Qr = class {
	constructor() {
		this.all = [], this.branches = {}, this.current = "", this.detached = !1;
	}
	push(e, n, r, s, o) {
		e === "*" && (this.detached = n, this.current = r), this.all.push(r), this.branches[r] = {
			current: e === "*",
			linkedWorkTree: e === "+",
			name: r,
			commit: s,
			label: o
		};
	}
};
const Jr = [new l(/^([*+]\s)?\((?:HEAD )?detached (?:from|at) (\S+)\)\s+([a-z0-9]+)\s(.*)$/, (t, [e, n, r, s]) => {
	t.push(Nt(e), !0, n, r, s);
}), new l(/^([*+]\s)?(\S+)\s+([a-z0-9]+)\s?(.*)$/s, (t, [e, n, r, s]) => {
	t.push(Nt(e), !1, n, r, s);
})];
const Zr = new l(/^(\S+)$/s, (t, [e]) => {
	t.push(he.CURRENT, !1, e, "", "");
});
function Nt(t) {
	return t ? t.charAt(0) : "";
}
function me(t, e = !1) {
	return E(new Qr(), e ? [Zr] : Jr, t);
}
var ts = class {
	constructor() {
		this.all = [], this.branches = {}, this.errors = [];
	}
	get success() {
		return !this.errors.length;
	}
};
function es(t, e) {
	return {
		branch: t,
		hash: e,
		success: !0
	};
}
function ns(t) {
	return {
		branch: t,
		hash: null,
		success: !1
	};
}
const rs = /(\S+)\s+\(\S+\s([^)]+)\)/;
const pe = /^error[^']+'([^']+)'/m;
const ss = [new l(rs, (t, [e, n]) => {
	const r = es(e, n);
	t.all.push(r), t.branches[e] = r;
}), new l(pe, (t, [e]) => {
	const n = ns(e);
	t.errors.push(n), t.all.push(n), t.branches[e] = n;
})];
const gt = (t, e) => E(new ts(), ss, [t, e]);
function de(t, e) {
	return e === V.ERROR && pe.test(t);
}
function os(t) {
	const e = [
		"-d",
		"-D",
		"--delete"
	];
	return t.some((n) => e.includes(n));
}
function is(t) {
	const e = os(t), n = t.includes("--show-current"), r = ["branch", ...t];
	return r.length === 1 && r.push("-a"), r.includes("-v") || r.splice(1, 0, "-v"), {
		format: "utf-8",
		commands: r,
		parser(s, o) {
			return e ? gt(s, o).all[0] : me(s, n);
		}
	};
}
function as() {
	return {
		format: "utf-8",
		commands: ["branch", "-v"],
		parser(t) {
			return me(t);
		}
	};
}
function us(t, e = !1) {
	return {
		format: "utf-8",
		commands: [
			"branch",
			"-v",
			e ? "-D" : "-d",
			...t
		],
		parser(n, r) {
			return gt(n, r);
		},
		onError({ exitCode: n, stdOut: r }, s, o, i) {
			if (!de(String(s), n)) return i(s);
			o(r);
		}
	};
}
function cs(t, e = !1) {
	const n = {
		format: "utf-8",
		commands: [
			"branch",
			"-v",
			e ? "-D" : "-d",
			t
		],
		parser(r, s) {
			return gt(r, s).branches[t];
		},
		onError({ exitCode: r, stdErr: s, stdOut: o }, i, a, c) {
			if (!de(String(i), r)) return c(i);
			throw new at(n.parser(F(o), F(s)), String(i));
		}
	};
	return n;
}
function fs(t) {
	return {
		commands: ["check-ignore", ...t],
		format: "utf-8",
		parser: ls
	};
}
function ls(t) {
	return t.split(/\n/g).map(hs).filter(Boolean);
}
function hs(t) {
	const e = t.trim().replace(/^["']|["']$/g, "");
	return e && normalize(e);
}
const ms = [
	new l(/From (.+)$/, (t, [e]) => {
		t.remote = e;
	}),
	new l(/\* \[new branch]\s+(\S+)\s*-> (.+)$/, (t, [e, n]) => {
		t.branches.push({
			name: e,
			tracking: n
		});
	}),
	new l(/\* \[new tag]\s+(\S+)\s*-> (.+)$/, (t, [e, n]) => {
		t.tags.push({
			name: e,
			tracking: n
		});
	}),
	new l(/- \[deleted]\s+\S+\s*-> (.+)$/, (t, [e]) => {
		t.deleted.push({ tracking: e });
	}),
	new l(/\s*([^.]+)\.\.(\S+)\s+(\S+)\s*-> (.+)$/, (t, [e, n, r, s]) => {
		t.updated.push({
			name: r,
			tracking: s,
			to: n,
			from: e
		});
	})
];
function ps(t, e) {
	return E({
		raw: t,
		remote: null,
		branches: [],
		tags: [],
		updated: [],
		deleted: []
	}, ms, [t, e]);
}
function ds(t) {
	return /^--upload-pack(=|$)/.test(t);
}
function gs(t, e, n) {
	const r = ["fetch", ...n];
	return t && e && r.push(t, e), r.find(ds) ? b("git.fetch: potential exploit argument blocked.") : {
		commands: r,
		format: "utf-8",
		parser: ps
	};
}
const ys = [new l(/^Renaming (.+) to (.+)$/, (t, [e, n]) => {
	t.moves.push({
		from: e,
		to: n
	});
})];
function ws(t) {
	return E({ moves: [] }, ys, t);
}
function bs(t, e) {
	return {
		commands: [
			"mv",
			"-v",
			...v(t),
			e
		],
		format: "utf-8",
		parser: ws
	};
}
function Ts(t, e, n) {
	const r = ["pull", ...n];
	return t && e && r.splice(1, 0, t, e), {
		commands: r,
		format: "utf-8",
		parser(s, o) {
			return ue(s, o);
		},
		onError(s, o, i, a) {
			const c = Rr(F(s.stdOut), F(s.stdErr));
			if (c) return a(new at(c));
			a(o);
		}
	};
}
function ks(t) {
	const e = {};
	return ge(t, ([n]) => e[n] = { name: n }), Object.values(e);
}
function _s(t) {
	const e = {};
	return ge(t, ([n, r, s]) => {
		Object.hasOwn(e, n) || (e[n] = {
			name: n,
			refs: {
				fetch: "",
				push: ""
			}
		}), s && r && (e[n].refs[s.replace(/[^a-z]/g, "")] = r);
	}), Object.values(e);
}
function ge(t, e) {
	ut(t, (n) => e(n.split(/\s+/)));
}
function vs(t, e, n) {
	return g([
		"remote",
		"add",
		...n,
		t,
		e
	]);
}
function Es(t) {
	const e = ["remote"];
	return t && e.push("-v"), {
		commands: e,
		format: "utf-8",
		parser: t ? _s : ks
	};
}
function Ss(t) {
	const e = [...t];
	return e[0] !== "ls-remote" && e.unshift("ls-remote"), g(e);
}
function Rs(t) {
	const e = [...t];
	return e[0] !== "remote" && e.unshift("remote"), g(e);
}
function Os(t) {
	return g([
		"remote",
		"remove",
		t
	]);
}
function Cs(t = {}, e) {
	const n = oe(t), r = [
		"stash",
		"list",
		...n.commands,
		...e
	], s = re(n.splitter, n.fields, pt(r));
	return dt(r) || {
		commands: r,
		format: "utf-8",
		parser: s
	};
}
function As(t, e) {
	return X([
		"add",
		t,
		e
	]);
}
function xs(t) {
	return X(["init", ...t]);
}
function X(t) {
	const e = [...t];
	return e[0] !== "submodule" && e.unshift("submodule"), g(e);
}
function Ns(t) {
	return X(["update", ...t]);
}
var $s = class {
	constructor(e, n) {
		this.all = e, this.latest = n;
	}
};
const Ps = function(t, e = !1) {
	const n = t.split(`
`).map(Ds).filter(Boolean);
	e || n.sort(function(s, o) {
		const i = s.split("."), a = o.split(".");
		if (i.length === 1 || a.length === 1) return Ms(B(i[0]), B(a[0]));
		for (let c = 0, y = Math.max(i.length, a.length); c < y; c++) {
			const w = ye(B(i[c]), B(a[c]));
			if (w) return w;
		}
		return 0;
	});
	return new $s(n, e ? n[0] : [...n].reverse().find((s) => s.indexOf(".") >= 0));
};
function Ms(t, e) {
	const n = Number.isNaN(t);
	return n !== Number.isNaN(e) ? n ? 1 : -1 : n ? ye(t, e) : 0;
}
function ye(t, e) {
	return t === e ? 0 : t > e ? 1 : -1;
}
function Ds(t) {
	return t.trim();
}
function B(t) {
	return typeof t == "string" && parseInt(t.replace(/^\D+/g, ""), 10) || 0;
}
function Ls(t = []) {
	const e = t.some((n) => /^--sort=/.test(n));
	return {
		format: "utf-8",
		commands: [
			"tag",
			"-l",
			...t
		],
		parser(n) {
			return Ps(n, e);
		}
	};
}
function js(t) {
	return {
		format: "utf-8",
		commands: ["tag", t],
		parser() {
			return { name: t };
		}
	};
}
function Bs(t, e) {
	return {
		format: "utf-8",
		commands: [
			"tag",
			"-a",
			"-m",
			e,
			t
		],
		parser() {
			return { name: t };
		}
	};
}
function f(t, e) {
	this._plugins = e, this._executor = new Dn(t.baseDir, new Xr(t.maxConcurrentProcesses), e), this._trimmed = t.trimmed;
}
(f.prototype = Object.create(le.prototype)).constructor = f;
f.prototype.customBinary = function(t) {
	return this._plugins.reconfigure("binary", t), this;
};
f.prototype.env = function(t, e) {
	return arguments.length === 1 && typeof t == "object" ? this._executor.env = t : (this._executor.env = this._executor.env || {})[t] = e, this;
};
f.prototype.stashList = function(t) {
	return this._runTask(Cs(ht(arguments) || {}, K(t) && t || []), u(arguments));
};
f.prototype.mv = function(t, e) {
	return this._runTask(bs(t, e), u(arguments));
};
f.prototype.checkoutLatestTag = function(t) {
	var e = this;
	return this.pull(function() {
		e.tags(function(n, r) {
			e.checkout(r.latest, t);
		});
	});
};
f.prototype.pull = function(t, e, n, r) {
	return this._runTask(Ts(d(t, m), d(e, m), h(arguments)), u(arguments));
};
f.prototype.fetch = function(t, e) {
	return this._runTask(gs(d(t, m), d(e, m), h(arguments)), u(arguments));
};
f.prototype.tags = function(t, e) {
	return this._runTask(Ls(h(arguments)), u(arguments));
};
f.prototype.rebase = function() {
	return this._runTask(g(["rebase", ...h(arguments)]), u(arguments));
};
f.prototype.reset = function(t) {
	return this._runTask(An(xn(t), h(arguments)), u(arguments));
};
f.prototype.revert = function(t) {
	const e = u(arguments);
	return typeof t != "string" ? this._runTask(b("Commit must be a string"), e) : this._runTask(g([
		"revert",
		...h(arguments, 0, !0),
		t
	]), e);
};
f.prototype.addTag = function(t) {
	const e = typeof t == "string" ? js(t) : b("Git.addTag requires a tag name");
	return this._runTask(e, u(arguments));
};
f.prototype.addAnnotatedTag = function(t, e) {
	return this._runTask(Bs(t, e), u(arguments));
};
f.prototype.deleteLocalBranch = function(t, e, n) {
	return this._runTask(cs(t, typeof e == "boolean" ? e : !1), u(arguments));
};
f.prototype.deleteLocalBranches = function(t, e, n) {
	return this._runTask(us(t, typeof e == "boolean" ? e : !1), u(arguments));
};
f.prototype.branch = function(t, e) {
	return this._runTask(is(h(arguments)), u(arguments));
};
f.prototype.branchLocal = function(t) {
	return this._runTask(as(), u(arguments));
};
f.prototype.raw = function(t) {
	const e = !Array.isArray(t), n = [].slice.call(e ? arguments : t, 0);
	for (let s = 0; s < n.length && e; s++) if (!st(n[s])) {
		n.splice(s, n.length - s);
		break;
	}
	n.push(...h(arguments, 0, !0));
	var r = u(arguments);
	return n.length ? this._runTask(g(n, this._trimmed), r) : this._runTask(b("Raw: must supply one or more command to execute"), r);
};
f.prototype.submoduleAdd = function(t, e, n) {
	return this._runTask(As(t, e), u(arguments));
};
f.prototype.submoduleUpdate = function(t, e) {
	return this._runTask(Ns(h(arguments, !0)), u(arguments));
};
f.prototype.submoduleInit = function(t, e) {
	return this._runTask(xs(h(arguments, !0)), u(arguments));
};
f.prototype.subModule = function(t, e) {
	return this._runTask(X(h(arguments)), u(arguments));
};
f.prototype.listRemote = function() {
	return this._runTask(Ss(h(arguments)), u(arguments));
};
f.prototype.addRemote = function(t, e, n) {
	return this._runTask(vs(t, e, h(arguments)), u(arguments));
};
f.prototype.removeRemote = function(t, e) {
	return this._runTask(Os(t), u(arguments));
};
f.prototype.getRemotes = function(t, e) {
	return this._runTask(Es(t === !0), u(arguments));
};
f.prototype.remote = function(t, e) {
	return this._runTask(Rs(h(arguments)), u(arguments));
};
f.prototype.tag = function(t, e) {
	const n = h(arguments);
	return n[0] !== "tag" && n.unshift("tag"), this._runTask(g(n), u(arguments));
};
f.prototype.updateServerInfo = function(t) {
	return this._runTask(g(["update-server-info"]), u(arguments));
};
f.prototype.pushTags = function(t, e) {
	const n = Mr({ remote: d(t, m) }, h(arguments));
	return this._runTask(n, u(arguments));
};
f.prototype.rm = function(t) {
	return this._runTask(g([
		"rm",
		"-f",
		...v(t)
	]), u(arguments));
};
f.prototype.rmKeepLocal = function(t) {
	return this._runTask(g([
		"rm",
		"--cached",
		...v(t)
	]), u(arguments));
};
f.prototype.catFile = function(t, e) {
	return this._catFile("utf-8", arguments);
};
f.prototype.binaryCatFile = function() {
	return this._catFile("buffer", arguments);
};
f.prototype._catFile = function(t, e) {
	var n = u(e), r = ["cat-file"], s = e[0];
	if (typeof s == "string") return this._runTask(b("Git.catFile: options must be supplied as an array of strings"), n);
	Array.isArray(s) && r.push.apply(r, s);
	const o = t === "buffer" ? Gt(r) : g(r);
	return this._runTask(o, n);
};
f.prototype.diff = function(t, e) {
	const n = m(t) ? b("git.diff: supplying options as a single string is no longer supported, switch to an array of strings") : g(["diff", ...h(arguments)]);
	return this._runTask(n, u(arguments));
};
f.prototype.diffSummary = function() {
	return this._runTask(fr(h(arguments, 1)), u(arguments));
};
f.prototype.applyPatch = function(t) {
	const e = G(t) ? Yr(v(t), h([].slice.call(arguments, 1))) : b("git.applyPatch requires one or more string patches as the first argument");
	return this._runTask(e, u(arguments));
};
f.prototype.revparse = function() {
	const t = ["rev-parse", ...h(arguments, !0)];
	return this._runTask(g(t, !0), u(arguments));
};
f.prototype.clean = function(t, e, n) {
	const r = un(t), s = r && t.join("") || d(t, m) || "", o = h([].slice.call(arguments, r ? 1 : 0));
	return this._runTask(on(s, o), u(arguments));
};
f.prototype.exec = function(t) {
	return this._runTask({
		commands: [],
		format: "utf-8",
		parser() {
			typeof t == "function" && t();
		}
	});
};
f.prototype.checkIgnore = function(t, e) {
	return this._runTask(fs(v(d(t, G, []))), u(arguments));
};
f.prototype.checkIsRepo = function(t, e) {
	return this._runTask(We(d(t, m)), u(arguments));
};
function Is(t) {
	return t ? [{
		type: "spawn.before",
		action(r, s) {
			t.aborted && s.kill(new A(void 0, "abort", "Abort already signaled"));
		}
	}, {
		type: "spawn.after",
		action(r, s) {
			function o() {
				s.kill(new A(void 0, "abort", "Abort signal received"));
			}
			t.addEventListener("abort", o), s.spawned.on("close", () => t.removeEventListener("abort", o));
		}
	}] : void 0;
}
const Us = $("", "plugin:allowEnvironment");
function Fs(t, e = !1) {
	const n = new Set(t.map((r) => r.toLowerCase().trim()));
	return {
		type: "spawn.options",
		action(r, s) {
			const o = { ...r.env ?? process.env }, i = new Set(Object.keys(s.env).map((a) => a.toLowerCase().trim()));
			for (const a of Object.keys(o)) {
				const c = a.toLowerCase().trim();
				if (!(!Gs(c) || n.has(c))) {
					if (i.has(c)) throw new A(void 0, "allowEnvironment", `Use of "${a}" is blocked by the environment guard - add it to the allowEnvironment option to permit it`);
					Us("removing ambient guarded environment variable %s", a), delete o[a];
				}
			}
			return {
				...r,
				env: {
					...o,
					GIT_TEST_DISALLOW_ABBREVIATED_OPTIONS: String(!e)
				}
			};
		}
	};
}
function Gs(t) {
	const e = t.toLowerCase().trim();
	return e.startsWith("git_") || _$1(e);
}
function zs(t = {}) {
	return {
		type: "spawn.args",
		action(e, { env: n }) {
			for (const r of oe$1(e, n)) if (t[r.category] !== !0) throw new A(void 0, "unsafe", r.message);
			return e;
		}
	};
}
function qs(t) {
	const e = U(t, "-c");
	return {
		type: "spawn.args",
		action(n) {
			return [...e, ...n];
		}
	};
}
const $t = (0, import_dist$1.deferred)().promise;
function Ws({ onClose: t = !0, onExit: e = 50 } = {}) {
	function n() {
		let s = -1;
		const o = {
			close: (0, import_dist$1.deferred)(),
			closeTimeout: (0, import_dist$1.deferred)(),
			exit: (0, import_dist$1.deferred)(),
			exitTimeout: (0, import_dist$1.deferred)()
		}, i = Promise.race([t === !1 ? $t : o.closeTimeout.promise, e === !1 ? $t : o.exitTimeout.promise]);
		return r(t, o.close, o.closeTimeout), r(e, o.exit, o.exitTimeout), {
			close(a) {
				s = a, o.close.done();
			},
			exit(a) {
				s = a, o.exit.done();
			},
			get exitCode() {
				return s;
			},
			result: i
		};
	}
	function r(s, o, i) {
		s !== !1 && (s === !0 ? o.promise : o.promise.then(() => wt(s))).then(i.done);
	}
	return {
		type: "spawn.after",
		async action(s, { spawned: o, close: i }) {
			const a = n();
			let c = !0, y = () => {
				c = !1;
			};
			o.stdout?.on("data", y), o.stderr?.on("data", y), o.on("error", y), o.on("close", (w) => a.close(w)), o.on("exit", (w) => a.exit(w));
			try {
				await a.result, c && await wt(50), i(a.exitCode);
			} catch (w) {
				i(a.exitCode, w);
			}
		}
	};
}
const we = $("", "plugin:binary");
const Hs = "Invalid value supplied for custom binary, requires a single string or an array containing either one or two strings";
const Ks = "Invalid value supplied for custom binary, restricted characters must be removed or supply the unsafe.allowUnsafeCustomBinary option";
function Vs(t) {
	return !t || !/^([a-z]:)?([a-z0-9/.\\_~-]+)$/i.test(t);
}
function Pt(t, e) {
	if (t.length < 1 || t.length > 2) throw new A(void 0, "binary", Hs);
	if (t.some(Vs)) if (e) we("permitted unsafe binary %o", t);
	else throw new A(void 0, "binary", Ks);
	const [r, s] = t;
	return {
		binary: r,
		prefix: s
	};
}
function Xs(t, e = ["git"], n = !1) {
	let r = Pt(v(e), n);
	t.on("binary", (s) => {
		r = Pt(v(s), n), we.info("reconfiguring %o", r);
	}), t.append("spawn.binary", () => r.binary), t.append("spawn.args", (s) => r.prefix ? [r.prefix, ...s] : s);
}
const be = {
	DISALLOWED_ABBREVIATED: {
		text: "disallowed abbreviated or ambiguous option",
		solution: "Unambiguous abbreviated options blocked with unsafe.allowAbbreviatedOptions setting: {message}"
	},
	UNKNOWN: {
		text: "~ unknown ~",
		solution: void 0
	}
};
function Ys(t) {
	if (!t) return "UNKNOWN";
	for (const [e, { text: n }] of Object.entries(be)) if (t.startsWith(`fatal: ${n}`)) return e;
	return "UNKNOWN";
}
var Qs = class extends O {
	constructor(e = "") {
		const n = Ys(e);
		super(void 0, be[n].solution?.replace("{message}", e) ?? e), this.reason = n;
	}
};
function Js(t) {
	return !!(t.exitCode && t.stdErr.length);
}
function Zs(t) {
	return Buffer.concat([...t.stdOut, ...t.stdErr]);
}
function to(t = !1, e = Js, n = Zs) {
	return (r, s) => !t && r || !e(s) ? r : n(s);
}
function eo(t, e) {
	return t === 128 && e.startsWith("fatal:") ? new Qs(e) : new O(void 0, e);
}
function Mt(t) {
	return {
		type: "task.error",
		action(e, n) {
			const r = t(e.error, {
				stdErr: n.stdErr,
				stdOut: n.stdOut,
				exitCode: n.exitCode
			});
			return Buffer.isBuffer(r) ? { error: eo(n.exitCode, r.toString("utf-8")) } : { error: r };
		}
	};
}
const nt = $("", "plugin:input");
function no(t) {
	return {
		type: "spawn.after",
		action(e, { commands: n, input: r, spawned: { stdin: s } }) {
			if (!s) return;
			const o = t?.([...n]) ?? r;
			if (!o) return nt("generated zero length content, not writing to stdin");
			nt("writing %s bytes to stdin", Le(o)), s.on("error", (i) => {
				i.code !== "EPIPE" && nt("[ERROR] stdin error %o", i);
			}), s.end(o);
		}
	};
}
var ro = class {
	constructor() {
		this.plugins = /* @__PURE__ */ new Set(), this.events = new EventEmitter();
	}
	on(e, n) {
		this.events.on(e, n);
	}
	reconfigure(e, n) {
		this.events.emit(e, n);
	}
	append(e, n) {
		const r = S(this.plugins, {
			type: e,
			action: n
		});
		return () => this.plugins.delete(r);
	}
	add(e) {
		const n = [];
		return v(e).forEach((r) => {
			r && this.plugins.add(S(n, r));
		}), () => {
			n.forEach((r) => {
				this.plugins.delete(r);
			});
		};
	}
	exec(e, n, r) {
		let s = n;
		const o = Object.freeze(Object.create(r));
		for (const i of this.plugins) i.type === e && (s = i.action(s, o));
		return s;
	}
};
function so(t) {
	const e = "--progress", n = [
		"checkout",
		"clone",
		"fetch",
		"pull",
		"push"
	];
	return [{
		type: "spawn.args",
		action(o, i) {
			return n.includes(i.method) ? De(o, e) : o;
		}
	}, {
		type: "spawn.after",
		action(o, i) {
			i.commands.includes(e) && i.spawned.stderr?.on("data", (a) => {
				const c = /^([\s\S]+?):\s*(\d+)% \((\d+)\/(\d+)\)/.exec(a.toString("utf8"));
				c && t({
					method: i.method,
					stage: oo(c[1]),
					progress: p(c[2]),
					processed: p(c[3]),
					total: p(c[4])
				});
			});
		}
	}];
}
function oo(t) {
	return String(t.toLowerCase().split(" ", 1)) || "unknown";
}
function io(t) {
	const e = je(t, ["uid", "gid"]);
	return {
		type: "spawn.options",
		action(n) {
			return {
				...e,
				...n
			};
		}
	};
}
function ao() {
	return {
		type: "spawn.args",
		action(t) {
			const e = [];
			let n;
			function r$2(s) {
				(n = n || []).push(...s);
			}
			for (let s = 0; s < t.length; s++) {
				const o$1 = t[s];
				if (r(o$1)) {
					r$2(o(o$1));
					continue;
				}
				if (o$1 === "--") {
					r$2(t.slice(s + 1).flatMap((i) => r(i) && o(i) || i));
					break;
				}
				e.push(o$1);
			}
			return n ? [
				...e,
				"--",
				...n.map(String)
			] : e;
		}
	};
}
function uo({ block: t, stdErr: e = !0, stdOut: n = !0 }) {
	if (t > 0) return {
		type: "spawn.after",
		action(r, s) {
			let o;
			function i() {
				o && clearTimeout(o), o = setTimeout(c, t);
			}
			function a() {
				s.spawned.stdout?.off("data", i), s.spawned.stderr?.off("data", i), s.spawned.off("exit", a), s.spawned.off("close", a), o && clearTimeout(o);
			}
			function c() {
				a(), s.kill(new A(void 0, "timeout", "block timeout reached"));
			}
			n && s.spawned.stdout?.on("data", i), e && s.spawned.stderr?.on("data", i), s.spawned.on("exit", a), s.spawned.on("close", a), i();
		}
	};
}
const wo = (t, e) => {
	const n = new ro(), r = Ge(t && (typeof t == "string" ? { baseDir: t } : t) || {}, e);
	if (!Lt(r.baseDir)) throw new Ae(r, "Cannot use simple-git on a directory that does not exist");
	return Array.isArray(r.config) && n.add(qs(r.config)), n.add(zs(r.unsafe)), n.add(Ws(r.completion)), r.abort && n.add(Is(r.abort)), r.progress && n.add(so(r.progress)), r.timeout && n.add(uo(r.timeout)), r.spawnOptions && n.add(io(r.spawnOptions)), n.add(ao()), n.add(no(r.input)), n.add(Mt(to(!0))), r.errors && n.add(Mt(r.errors)), Xs(n, r.binary, r.unsafe?.allowUnsafeCustomBinary), n.add(Fs(r.allowEnvironment ?? [], r.unsafe?.allowAbbreviatedOptions)), new f(r, n);
};
// src/git/disk.ts
/** The texts by which the system says that a file cannot be written here, whatever is in it (LC_ALL=C). */
const texts = /No space left on device|Disk quota exceeded|File too large|Read-only file system/;
/** Whether a git failed for want of room on this machine: what it says of the remote is not to the point then. */
function isDiskFull(message) {
	return texts.test(message);
}
// src/git/message.ts
const longest = 600;
/**
* What git said, as one line for people: the lines of errors and of the server, without secrets, control
* characters, or the hints that every refused push ends with. At most 600 characters.
*/
function shownMessage(stderr, secrets) {
	const lines = withoutSecrets(stderr, secrets).replace(/\x1b\[[0-9;]*[A-Za-z]/g, "").split(/[\r\n]+/).map((line) => line.replace(/\p{Cc}/gu, " ").trim()).filter((line) => line !== "" && !noise.test(line)).map((line) => line.replace(/^(?:remote|fatal|error): */, "").replace(/^error: /, "")).filter((line) => line !== "");
	const text = [...new Set(lines)].join("; ");
	return text.length > longest ? `${text.slice(0, 599)}…` : text;
}
/** Takes secrets, and the user names and passwords of any address, out of a text. */
function withoutSecrets(text, secrets) {
	return withoutForms(text, secrets).replace(/(https?:\/\/)[^/\s@]+@/gi, "$1***@");
}
const noise = /^(?:hint: |warning: |To |From |Done$|error: failed to push some refs|Updates were rejected|error: atomic push failed)/;
// src/git/git.ts
/** Who the commits are by. The address belongs to no account. */
const identity = {
	name: "Prompt Rollout",
	email: "prompt-rollout[bot]@users.noreply.github.com"
};
const oldestVersion = [2, 30];
/** After its time limit a git has this long to end by itself. */
const graceSeconds = 2;
/**
* The guards of simple-git are against arguments and settings from outside. Here all arguments are fixed words,
* object ids and names that were checked, and the settings are the user's own. The guards for arguments stay.
*/
const permitted = {
	allowUnsafeAlias: true,
	allowUnsafeAskPass: true,
	allowUnsafeCommandBinaries: true,
	allowUnsafeConfigEnvCount: true,
	allowUnsafeConfigPaths: true,
	allowUnsafeCredentialHelper: true,
	allowUnsafeDiffExternal: true,
	allowUnsafeDiffTextConv: true,
	allowUnsafeEditor: true,
	allowUnsafeFilter: true,
	allowUnsafeFsMonitor: true,
	allowUnsafeGitProxy: true,
	allowUnsafeGpgProgram: true,
	allowUnsafeHooksPath: true,
	allowUnsafeInclude: true,
	allowUnsafeMergeDriver: true,
	allowUnsafePager: true,
	allowUnsafeProtocolOverride: true,
	allowUnsafeSshCommand: true,
	allowUnsafeSubmodule: true,
	allowUnsafeTemplateDir: true,
	allowUnsafeUrlRewrite: true
};
/** Makes the git that all commands go through. The folder must exist. */
function createGit(options) {
	const { secrets = [], settings = [], seconds = 120 } = options;
	const attempt = async (args, input = Buffer.alloc(0)) => {
		const ended = await spawnGit(options, args, input);
		if (ended !== null) return {
			...ended,
			message: shownMessage(ended.stderr, secrets)
		};
		return {
			code: -1,
			stdout: Buffer.alloc(0),
			message: `no end after ${seconds} seconds`
		};
	};
	return {
		attempt,
		async run(args, input) {
			const { code, stdout, message } = await attempt(args, input);
			if (code !== 0 && isDiskFull(message)) throw fail("disk-full", { message });
			if (code !== 0) throw fail("git-failed", {
				command: args[0] ?? "",
				message: message || `exit code ${code}`
			});
			return stdout;
		},
		with: (more) => createGit({
			...options,
			settings: [...settings, ...more]
		})
	};
}
/** Throws `git-missing` when there is no git, or one before 2.30. */
async function requireGit(git) {
	const { code, stdout, message } = await git.attempt(["version"]);
	const found = stdout.toString().trim();
	const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(found) ?? [];
	if (code !== 0 || major === void 0) throw fail("git-missing", { found: found || message || "none" });
	if ((Number(major) - oldestVersion[0] || Number(minor) - oldestVersion[1]) < 0) throw fail("git-missing", { found });
}
/** Runs one process; null when it was ended by the time limit. */
async function spawnGit(options, args, input) {
	const { folder, repository, environment, settings = [], seconds = 120 } = options;
	const env = gitEnvironment(environment, [...settings, ...patience(seconds)]);
	if (repository !== void 0) env.GIT_DIR = repository;
	const limit = AbortSignal.timeout(Math.ceil(seconds * 1e3));
	const endings = [];
	const git = wo({
		baseDir: folder,
		config: [
			`user.name=${identity.name}`,
			`user.email=${identity.email}`,
			"commit.gpgsign=false"
		],
		allowEnvironment: Object.keys(env),
		unsafe: permitted,
		abort: limit,
		completion: {
			onClose: true,
			onExit: false
		},
		input: () => input,
		errors(_error, { exitCode, stdOut, stdErr }) {
			const code = typeof exitCode === "number" ? exitCode : -1;
			endings.push({
				code,
				stdout: Buffer.concat(stdOut),
				stderr: Buffer.concat(stdErr).toString()
			});
		}
	});
	await Promise.race([git.env(env).raw([...args]), overdue(limit)]);
	const [ended = null] = endings;
	return limit.aborted && ended?.code !== 0 ? null : ended;
}
/** A helper process that waits for a dead server outlives its git, and would keep this process from ending. */
function patience(seconds) {
	return [["http.lowSpeedLimit", "1"], ["http.lowSpeedTime", String(Math.ceil(seconds))]];
}
/** Resolves some time after the limit, for a git whose children keep its output open. */
function overdue(limit) {
	return new Promise((resolve) => {
		const wait = () => void setTimeout(resolve, graceSeconds * 1e3).unref();
		limit.addEventListener("abort", wait, { once: true });
	});
}
// src/git/objects.ts
const kinds = {
	"040000": "folder",
	"100644": "file",
	"100755": "file",
	"100664": "file",
	"120000": "symlink",
	"160000": "submodule"
};
/** What a kind is called in a message. */
const kindNames = {
	file: "file",
	folder: "folder",
	symlink: "symbolic link",
	submodule: "submodule"
};
/** The entries of a tree, in byte order; with `paths` only these, and what is below them. Throws `git-failed`. */
async function listTree(git, tree, options, paths = []) {
	const only = paths.length === 0 ? [] : ["--", ...paths];
	return parseTree(await git.run([
		"ls-tree",
		"-z",
		...options,
		tree,
		...only
	]));
}
/** Reads the output of `git ls-tree -z`. A name that is not UTF-8 throws: it could not be written back. */
function parseTree(output) {
	const decoder = new TextDecoder("utf-8", {
		fatal: true,
		ignoreBOM: true
	});
	const entries = [];
	for (let start = 0; start < output.length;) {
		const end = output.indexOf(0, start);
		const tab = output.indexOf(9, start);
		const [mode = "", , digest = ""] = output.toString("latin1", start, tab).split(" ");
		const kind = kinds[mode];
		const name = output.subarray(tab + 1, end);
		if (end < 0 || tab < 0 || kind === void 0) throw unreadable("ls-tree", output.toString("latin1", start, start + 80));
		try {
			entries.push({
				kind,
				mode,
				digest,
				path: decoder.decode(name)
			});
		} catch (error) {
			throw fail("git-failed", {
				command: "ls-tree",
				message: `the name ${JSON.stringify(name.toString("latin1"))} is not UTF-8`
			}, error);
		}
		start = end + 1;
	}
	return entries;
}
/**
* The size in bytes of each object that is here (and of that type), by id; absent ones are left out.
* Nothing is fetched.
*/
async function sizesOf(git, ids, type = "any") {
	if (ids.length === 0) return /* @__PURE__ */ new Map();
	const found = [...(await git.run(["cat-file", "--batch-check"], lines$1(ids))).toString("latin1").matchAll(/^([0-9a-f]{40}) (\w+) (\d+)$/gm)];
	return new Map(found.flatMap(([, id = "", of, size]) => type === "any" || of === type ? [[id, Number(size)]] : []));
}
/** The tree of a folder (null: the root) at each commit, by commit; commits without that folder are left out. */
async function foldersAt(git, commits, folder) {
	if (commits.length === 0) return /* @__PURE__ */ new Map();
	if (folder?.includes("\n")) throw new Error(`The path ${JSON.stringify(folder)} has a line feed.`);
	const asked = commits.map((commit) => folder === null ? `${commit}^{tree}` : `${commit}:${folder}`);
	const answers = (await git.run(["cat-file", "--batch-check"], lines$1(asked))).toString().split("\n");
	return new Map(commits.flatMap((commit, index) => {
		const tree = /^([0-9a-f]{40}) tree \d+$/.exec(answers[index] ?? "")?.[1];
		return tree === void 0 ? [] : [[commit, tree]];
	}));
}
/** The content of each object, by id. Throws `git-failed` when one is not here. */
async function readObjects(git, ids) {
	if (ids.length === 0) return /* @__PURE__ */ new Map();
	return parseBatch(await git.run(["cat-file", "--batch"], lines$1([...new Set(ids)])));
}
/** Reads the output of `git cat-file --batch`: a line `id type size`, the content, a line feed. */
function parseBatch(output) {
	const contents = /* @__PURE__ */ new Map();
	for (let at = 0; at < output.length;) {
		const end = output.indexOf(10, at);
		const head = output.toString("latin1", at, end);
		const [, id, size] = /^([0-9a-f]{40}) \w+ (\d+)$/.exec(head) ?? [];
		const next = end + 1 + Number(size);
		if (id === void 0 || next >= output.length) throw unreadable("cat-file", head.slice(0, 80));
		contents.set(id, output.subarray(end + 1, next));
		at = next + 1;
	}
	return contents;
}
function lines$1(ids) {
	return Buffer.from(`${ids.join("\n")}\n`);
}
function unreadable(command, text) {
	return fail("git-failed", {
		command,
		message: `its answer is not readable: ${JSON.stringify(text)}`
	});
}
// src/git/plain.ts
/**
* The listed entries at and below `path` as files with paths relative to it (empty for the path itself).
* Throws `prompt-not-plain` for a symbolic link or a submodule among them; `prompt` is for that message.
*/
function plainFiles(entries, path, prompt) {
	return entries.map(({ kind, mode, digest, path: full }) => {
		if (kind !== "file") throw fail("prompt-not-plain", {
			path: full,
			prompt,
			kind: kindNames[kind]
		});
		return {
			path: full === path ? "" : full.slice(path.length + 1),
			mode,
			digest
		};
	});
}
// src/git/remote.ts
const schemes = /* @__PURE__ */ new Set([
	"https:",
	"http:",
	"ssh:",
	"file:"
]);
const helper = /^[A-Za-z0-9][A-Za-z0-9+.-]*::/;
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
/** The remote's address for people: without user names, passwords and tokens. Never throws. */
function describeRemote({ url, token }) {
	const shown = url.replace(/^(https?:\/\/|[A-Za-z0-9+.-]*::.*?:\/\/)[^/]*@/i, "$1").replace(/^((?:ssh|file):\/\/[^/:@]*):[^/]*@/i, "$1@").replace(/\p{Cc}/gu, " ");
	return token ? shown.replaceAll(token, "***") : shown;
}
/**
* Splits a remote into an address and its secrets. Throws `remote-invalid` for what git would take as an option
* or as a command (`-…`, `ext::…`), and for transports other than https, http, ssh and local paths.
*/
function endpointOf(remote) {
	const { url, token } = remote;
	const reason = objectionTo$1(url);
	if (reason !== null) throw fail("remote-invalid", {
		remote: describeRemote(remote),
		reason
	});
	if (!/^https?:/i.test(url)) return {
		address: url,
		basic: null,
		username: null,
		secrets: secretsOf(remote)
	};
	const parsed = new URL(url);
	const [user, password] = [decode(parsed.username), decode(parsed.password)];
	parsed.username = "";
	parsed.password = "";
	return {
		address: parsed.href,
		basic: token ? base64(`x-access-token:${token}`) : password ? base64(`${user}:${password}`) : null,
		username: user && !password && !token ? user : null,
		secrets: secretsOf(remote)
	};
}
/** Every form in which the remote's secrets travel: what a log must not show. */
function secretsOf({ url, token }) {
	const parsed = scheme.test(url) && URL.canParse(url) ? new URL(url) : null;
	const user = decode(parsed?.username ?? "");
	const forms = [token ?? "", decode(parsed?.password ?? "")].filter((secret) => secret !== "").flatMap((secret) => secretForms(secret, [user]));
	return [.../* @__PURE__ */ new Set([...forms, parsed?.password ?? ""])].filter((form) => form !== "").sort((a, b) => b.length - a.length);
}
function objectionTo$1(url) {
	if (url === "" || /\p{Cc}/u.test(url)) return "it is empty or has control characters";
	if (url.startsWith("-")) return "git would take it as an option";
	if (helper.test(url)) return "it names a program to run";
	if (!scheme.test(url)) return null;
	if (!URL.canParse(url)) return "it is not a valid URL";
	const { protocol, search, hash } = new URL(url);
	if (!schemes.has(protocol)) return `the transport ${protocol.slice(0, -1)} is not supported`;
	if (/^https?:$/.test(protocol) && (search !== "" || hash !== "")) return "it has a query or a fragment";
	return /^ssh:\/\/-/i.test(url) ? "git would take its host as an option" : null;
}
function decode(part) {
	try {
		return decodeURIComponent(part);
	} catch (error) {
		if (error instanceof URIError) return part;
		throw error;
	}
}
function base64(text) {
	return Buffer.from(text).toString("base64");
}
// src/git/root.ts
/**
* The nearest folder with a `.git`, from an existing `folder` upwards; null when there is none. Git itself is never
* started below it: it would take a folder whose files look like those of a bare repository for one, and a stranger's
* change may hold such a folder, with a `config` that names programs to run and servers to ask.
*/
async function rootOf(folder) {
	for (let at = await realpath(folder);; at = dirname(at)) {
		if (existsSync(join(at, ".git"))) return at;
		if (dirname(at) === at) return null;
	}
}
// src/git/names.ts
/** Zero-width characters that macOS ignores in file names, so that they can hide a `.git`. */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/**
* Throws when a path cannot lie in a tree that git may ever check out: absolute, with `.`, `..` or empty parts,
* or with a `.git` in any spelling that a file system takes for it. Paths are bytes to git: any other is fine.
*/
function assertTreePath(path) {
	const objection = objectionTo(path);
	if (objection !== null) throw new Error(`The path ${JSON.stringify(path)} ${objection}.`);
}
function objectionTo(path) {
	if (path === "") return "is empty";
	if (path.includes("\0")) return "has a zero byte";
	if (!path.isWellFormed()) return "is not Unicode text";
	for (const part of path.split("/")) {
		if (part === "") return "is absolute or has an empty part";
		if (part === "." || part === "..") return "has a part that leads out of it";
		if (isDotGit(part)) return "has a part that is .git";
	}
	return null;
}
function isDotGit(part) {
	const plain = part.replace(ignored, "").toLowerCase();
	return /^(?:\.git|git~1)[. ]*(?::|$)/.test(plain) || /^\.git\\/.test(plain);
}
/** Throws when one of the paths is both a file and a folder, or comes twice: the later would replace the other. */
function assertNoOverlap(paths) {
	const files = new Set(paths);
	if (files.size !== paths.length) throw new Error("The same path is written twice.");
	for (const path of paths) {
		const folder = foldersOf(path).find((each) => files.has(each));
		if (folder !== void 0) throw new Error(`${JSON.stringify(folder)} would be a file and a folder at once.`);
	}
}
/** The folders above a path, outermost first: `a`, `a/b` for `a/b/c`. */
function foldersOf(path) {
	const parts = path.split("/").slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
/** The full ref of a branch. Throws `ref-invalid` for a name that `git check-ref-format` would refuse. */
function branchRef(name) {
	return checked$1(name, `refs/heads/${name}`);
}
/** The full ref of a tag. Throws `ref-invalid`. */
function tagRef(name) {
	return checked$1(name, `refs/tags/${name}`);
}
function checked$1(name, ref) {
	const badText = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[./]$/u.test(name);
	const badPart = name.split("/").some((part) => part.startsWith(".") || part.endsWith(".lock"));
	if (name === "" || name === "@" || badText || badPart || !name.isWellFormed()) throw fail("ref-invalid", { ref: name });
	return ref;
}
/** Throws when an object id is anything but 40 hexadecimal digits. */
function assertObjectId(id) {
	if (!/^[0-9a-f]{40}$/.test(id)) throw new Error(`${JSON.stringify(id)} is not an object id.`);
}
// src/git/repository.ts
/** Where a git was found that is new enough: it is asked once for each environment. */
const checked = /* @__PURE__ */ new WeakSet();
/**
* Makes the bare repository. Nothing of the remote is read yet.
* Throws `remote-invalid`, `git-missing` or `git-failed`.
*/
async function openRepository(options) {
	const { remote, workdir, environment = process.env, seconds } = options;
	const endpoint = endpointOf(remote);
	const folder = resolve(workdir);
	await mkdir(folder, { recursive: true });
	const git = createGit({
		folder,
		repository: folder,
		environment,
		settings: credentialSettings(endpoint),
		secrets: endpoint.secrets,
		...seconds === void 0 ? {} : { seconds }
	});
	if (!checked.has(environment)) await requireGit(git);
	checked.add(environment);
	await git.run([
		"init",
		"--bare",
		"--template=",
		"--object-format=sha1"
	]);
	const { address } = endpoint;
	const survey = async (kinds, names) => {
		const outcome = await git.attempt([
			"ls-remote",
			"--symref",
			...kinds,
			"--",
			address,
			...names
		]);
		if (outcome.code !== 0) throw remoteFailure(remote, outcome);
		return parseSurvey(outcome.stdout.toString(), remote);
	};
	return {
		git,
		address,
		failure: (outcome) => remoteFailure(remote, outcome),
		refs: (...kinds) => survey(kinds, []),
		ref: async (name) => (await survey([], [name])).refs.get(name) ?? null
	};
}
/** The object id of a revision that must be here. */
async function resolve$1(git, revision) {
	const id = (await git.run([
		"rev-parse",
		"--verify",
		"--end-of-options",
		revision
	])).toString().trim();
	assertObjectId(id);
	return id;
}
/** The ref that keeps one of `wanted` from being made: git cannot hold `a` beside `a/b`. Null when none does. */
function findBlocker(refs, wanted) {
	for (const blocked of wanted) for (const ref of refs.keys()) if (blocked.startsWith(`${ref}/`) || ref.startsWith(`${blocked}/`)) return {
		ref: shortName(ref),
		blocked: shortName(blocked)
	};
	return null;
}
/** `refs/heads/a/b` as people say it: `a/b`. */
function shortName(ref) {
	return ref.replace(/^refs\/(?:heads|tags)\//, "");
}
function parseSurvey(output, remote) {
	const refs = /* @__PURE__ */ new Map();
	let head = null;
	for (const line of output.split("\n")) {
		const [, target, id, name] = /^(?:ref: (\S+)\tHEAD|([0-9a-f]+)\t(\S+))$/.exec(line) ?? [];
		if (target !== void 0) head = target;
		if (id === void 0 || name === void 0) continue;
		if (id.length !== 40) throw fail("object-format-unsupported", { remote: describeRemote(remote) });
		refs.set(name, id);
	}
	return {
		head,
		refs
	};
}
/** The texts by which git and its servers say that the credentials are at fault. They choose the words, no more. */
const refusals = /Authentication failed|could not read (?:Username|Password)|returned error: 40[0134]|not found|Permission denied|denied to|access rights/i;
function remoteFailure(remote, { message, code }) {
	const text = message || `git ended with ${code}`;
	if (isDiskFull(text)) return fail("disk-full", { message: text });
	const shown = {
		remote: describeRemote(remote),
		message: text
	};
	return refusals.test(text) && /^(?:https?:|ssh:|[^/]+@)/.test(remote.url) ? fail("remote-refused", shown) : fail("remote-unreachable", shown);
}
// src/git/api-data.ts
/**
* Lets the server make a commit with the tree of the local one. Every path of `parts` is replaced as a whole; what else
* is in the tree of the parent stays. A tree that came out different is refused: nothing names it yet.
*/
async function makeTwin(git, api, twin) {
	const { local, parts, parent, message } = twin;
	const entries = [];
	for (const { path, files } of parts) {
		const [first] = files;
		if (first?.path === "") {
			entries.push({
				...first,
				path
			});
			continue;
		}
		const folder = await api.tree(null, files);
		if (folder.state !== "done") return folder;
		entries.push({
			path,
			tree: folder.id
		});
	}
	const base = parent === null ? null : await resolve$1(git, `${parent}^{tree}`);
	const tree = await api.tree(base, entries);
	if (tree.state !== "done") return tree;
	if (tree.id !== await resolve$1(git, `${local}^{tree}`)) return {
		state: "refused",
		message: "the server made another tree of the same files"
	};
	return api.commit(tree.id, parent, message);
}
/** Makes the commit, and a ref (by its full name) that must not exist for it. Returns the commit. */
async function makeRef(git, api, ref, twin) {
	const commit = await makeTwin(git, api, twin);
	if (commit.state !== "done") return commit;
	const made = await api.createRef(ref, commit.id);
	return made.state === "done" ? commit : made;
}
// src/git/digest.ts
/**
* The git object id (SHA-1, in hexadecimal) that these files have: of the blob when the one file's path is empty,
* else of the tree. It is what `entry` returns as the digest of a path with this content.
* Formula: git's object format, "<type> <size>\0<content>", tree entries sorted as if folders ended in "/".
*/
function digestOf(files) {
	const [first] = files;
	if (first === void 0) throw new Error("Nothing has no digest.");
	if (first.path === "" && files.length === 1) return objectId("blob", first.bytes).toString("hex");
	return treeId(files).toString("hex");
}
function treeId(files) {
	const nodes = /* @__PURE__ */ new Map();
	const folders = /* @__PURE__ */ new Map();
	for (const file of files) {
		const slash = file.path.indexOf("/");
		if (slash < 0) {
			nodes.set(file.path, {
				mode: file.mode,
				id: objectId("blob", file.bytes)
			});
			continue;
		}
		const name = file.path.slice(0, slash);
		folders.set(name, [...folders.get(name) ?? [], {
			...file,
			path: file.path.slice(slash + 1)
		}]);
	}
	for (const [name, inside] of folders) nodes.set(name, {
		mode: "40000",
		id: treeId(inside)
	});
	const entries = [...nodes].map(([name, node]) => ({
		...node,
		name: Buffer.from(name),
		key: sortKey(name, node)
	})).sort((a, b) => a.key.compare(b.key)).map(({ mode, name, id }) => Buffer.concat([
		Buffer.from(`${mode} `),
		name,
		Buffer.of(0),
		id
	]));
	return objectId("tree", Buffer.concat(entries));
}
function sortKey(name, { mode }) {
	return Buffer.from(mode === "40000" ? `${name}/` : name);
}
function objectId(type, content) {
	return createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest();
}
// src/git/refused.ts
const rules = /\bGH0(?:06|13)\b|repository rule violation|protected branch|through a pull request|(?:verified|valid) signatures/i;
const signatures = /(?:verified|valid) signatures/i;
/**
* Whether a server refuses by a rule of the repository: then trying again changes nothing. The words decide on no more
* than that, and which cure is named; they are those of GitHub's rulesets (GH013) and branch protections (GH006).
*/
function isRule(message) {
	return rules.test(message);
}
/** The refusal of a write to `ref` (a full name), with the cure for the way in which it was made. */
function refusalOf(ref, message, way) {
	const shown = {
		ref: shortName(ref),
		message
	};
	if (!isRule(message)) return fail("push-refused", shown);
	if (!signatures.test(message)) return fail("rule-refused", shown);
	return way === "git" ? fail("signature-required", shown) : fail("signature-missing", shown);
}
/** Why a write by the API was not done. GitHub's words tell a rule, whatever the status that they come with. */
function failureOf(ref, written) {
	if (written.state === "failed") return isRule(written.failure.message) ? refusalOf(ref, written.failure.message, "api") : written.failure;
	return refusalOf(ref, written.state === "refused" ? written.message : "it is not where it was a moment ago", "api");
}
// src/git/fast-import.ts
/**
* The input of `git fast-import --done` that makes the commits and prints their ids, one a line, in this order.
* Deterministic: the same commits give the same bytes. Throws on paths, modes, dates, parents and messages that
* do not belong into a commit. Format: the manual page git-fast-import(1).
*/
function importStream(commits) {
	const marks = commits.map((_, index) => `get-mark :${index + 1}\n`);
	return Buffer.concat([...commits.map(commitCommand), Buffer.from(`${marks.join("")}done\n`)]);
}
/** A path as fast-import reads it: in double quotes, everything but plain ASCII as an octal escape. */
function quotePath(path) {
	return `"${[...Buffer.from(path)].map((byte) => {
		const character = String.fromCharCode(byte);
		if (character === "\"" || character === "\\") return `\\${character}`;
		return byte >= 32 && byte < 127 ? character : `\\${byte.toString(8).padStart(3, "0")}`;
	}).join("")}"`;
}
function commitCommand(commit, index) {
	const { ref, parent, message, date, deletes, files } = commit;
	for (const path of [...deletes, ...files.map((file) => file.path)]) assertTreePath(path);
	assertNoOverlap(files.map(({ path }) => path));
	if (parent !== null) assertObjectId(parent);
	if (message.includes("\0")) throw new Error("A commit message cannot hold a zero byte.");
	const person = `${identity.name} <${identity.email}> ${seconds(date)} +0000`;
	return Buffer.concat([
		Buffer.from(`commit ${ref}\nmark :${index + 1}\nauthor ${person}\ncommitter ${person}\n`),
		data(Buffer.from(message)),
		Buffer.from(parent === null ? "" : `from ${parent}\n`),
		...deletes.map((path) => Buffer.from(`D ${quotePath(path)}\n`)),
		...files.map(fileCommand),
		Buffer.from("\n")
	]);
}
function fileCommand({ path, mode, bytes }) {
	if (mode !== "100644" && mode !== "100755") throw new Error(`${JSON.stringify(path)} has the mode ${mode}, which no regular file has.`);
	return Buffer.concat([Buffer.from(`M ${mode} inline ${quotePath(path)}\n`), data(bytes)]);
}
function data(bytes) {
	return Buffer.concat([
		Buffer.from(`data ${bytes.length}\n`),
		bytes,
		Buffer.from("\n")
	]);
}
function seconds(date) {
	const time = Date.parse(date);
	if (Number.isNaN(time) || time < 0) throw new Error(`"${date}" is not a date from 1970 on.`);
	return Math.floor(time / 1e3);
}
// src/git/transfer.ts
/**
* Fetches one ref of the remote, by default at depth 1, into `local` and returns the commit; null when there is no
* such ref. Throws `branch-blocked` when there cannot be one.
*/
async function fetchRef(repository, ref, local, depth = 1) {
	const { git, address } = repository;
	const fetch = [
		"fetch",
		`--depth=${depth}`,
		"--no-tags",
		"--no-write-fetch-head",
		"--",
		address,
		`+${ref}:${local}`
	];
	let outcome = await git.attempt(fetch);
	if (outcome.code > 0) {
		const { refs } = await repository.refs("--heads", "--tags");
		const blocker = findBlocker(refs, [ref]);
		if (blocker !== null) throw fail("branch-blocked", blocker);
		if (!refs.has(ref)) return null;
		outcome = await git.attempt(fetch);
	}
	if (outcome.code !== 0) throw repository.failure(outcome);
	return resolve$1(git, `${local}^{commit}`);
}
/**
* Pushes commits, all or none, each only if its ref is where it is expected. The lease is not used for force:
* a commit on a branch that exists is a child of what is expected.
*/
function push({ git, address }, targets) {
	const leases = targets.map(({ ref, expected }) => `--force-with-lease=${ref}:${expected ?? ""}`);
	const refspecs = targets.map(({ ref, commit }) => `${commit}:${ref}`);
	return git.attempt([
		"push",
		"--porcelain",
		"--atomic",
		"--no-verify",
		...leases,
		"--",
		address,
		...refspecs
	]);
}
/**
* What a failed push that changed nothing is: an error of the network when the remote said nothing of any ref, such
* as after a connection that broke; null when it has judged the refs, or lets this token not push.
*/
function lostPush(repository, outcome) {
	const judged = outcome.stdout.toString().split("\n").some((line) => line.startsWith("!	"));
	const failure = repository.failure(outcome);
	return judged || failure.code === "remote-refused" ? null : failure;
}
/** Makes commits in the local repository, with one process; returns their ids in this order. */
async function importCommits(git, commits) {
	return (await git.run(["fast-import", ...[
		"--quiet",
		"--force",
		"--done",
		"--date-format=raw"
	]], importStream(commits))).toString().trim().split("\n");
}
// src/git/revert.ts
/** How often the branch is built anew when the default branch moves while it is pushed. */
const attempts = 3;
/**
* Pushes the branch with one commit on top of the default branch that makes the files of each part the whole
* content of its path, without a checkout and without the content of any other file. What the remote's refs say afterwards decides what
* became of a failed push. Throws `push-refused` and the other refusals, `branch-blocked`,
* `revert-taken`, `path-blocked`; with `api`, which makes the commit in place of a push, the errors of the forge.
*/
async function pushRevert(store, start, request, api) {
	const ref = branchRef(request.branch);
	const wanted = request.parts.map(({ path, files }) => ({
		path,
		digest: digestOf(files)
	}));
	let tip = start;
	for (let attempt = 1;; attempt++) {
		if (await missing(store, tip.head, wanted) === null) return {
			state: "already",
			commit: null
		};
		const local = await build(store, tip, request);
		const written = await publish(store, tip, request, local, api);
		if (written.state === "done") return {
			state: "pushed",
			commit: written.id
		};
		const { head } = tip;
		tip = await store.tip();
		const there = tip.refs.get(ref);
		if (there !== void 0) return keep(store, there, request, wanted);
		if (written.state === "refused" && isRule(written.message) || tip.head === head || attempt === attempts) throw refusal(tip, ref, written, api);
	}
}
/** Brings the local commit to the remote, under a branch that must not exist. */
async function publish({ repository }, { head, refs }, { branch, parts, message }, local, api) {
	const ref = branchRef(branch);
	if (api === null) {
		const { code, message: said } = await push(repository, [{
			ref,
			commit: local
		}]);
		return code === 0 ? {
			state: "done",
			id: local
		} : {
			state: "refused",
			message: said
		};
	}
	if (refs.has(ref) || findBlocker(refs, [ref]) !== null) return { state: "stale" };
	return makeRef(repository.git, api, ref, {
		local,
		parts,
		parent: head,
		message
	});
}
/** The first path that does not hold at `commit` what it shall; null when all do. */
async function missing(store, commit, wanted) {
	for (const { path, digest } of wanted) if ((await store.entry(commit, path))?.digest !== digest) return path;
	return null;
}
async function build(store, tip, request) {
	const { parts, message, date } = request;
	const { git } = store.repository;
	for (const { path } of parts) await assertFits(store, tip, path);
	const [commit = ""] = await importCommits(git, [{
		ref: "refs/rollout/revert",
		parent: tip.head,
		message,
		date,
		deletes: parts.map(({ path }) => path),
		files: parts.flatMap(({ path, files }) => files.map((file) => ({
			...file,
			path: file.path === "" ? path : `${path}/${file.path}`
		})))
	}]);
	return commit;
}
async function assertFits(store, tip, path) {
	for (const place of [...foldersOf(path), path]) {
		const kind = (await store.entry(tip.head, place))?.kind;
		if (!(kind === void 0 || kind === "folder" || kind === "file" && place === path)) throw fail("path-blocked", {
			path,
			branch: tip.branch,
			blocker: place,
			kind: kindNames[kind]
		});
	}
}
/** A branch that is there stays as it is, if it restores the versions: an earlier run pushed it, or a person did. */
async function keep(store, commit, { branch }, wanted) {
	const path = await missing(store, commit, wanted);
	if (path === null) return {
		state: "pushed",
		commit
	};
	throw fail("revert-taken", {
		ref: branch,
		path
	});
}
function refusal({ refs }, ref, written, api) {
	const blocker = findBlocker(refs, [ref]);
	if (blocker !== null) return fail("branch-blocked", blocker);
	if (api !== null || written.state !== "refused") return failureOf(ref, written);
	return refusalOf(ref, written.message, "git");
}
// src/git/serial.ts
/**
* Makes a function through which actions run one after another, in the order of the calls: git locks parts of a
* repository, and a fetch that meets the lock of another one fails.
*/
function createQueue() {
	let last = Promise.resolve();
	return (action) => {
		const next = last.then(action, action);
		last = next;
		return next;
	};
}
// src/git/source-store.ts
const name = "prompts";
const lean = [
	"--filter=blob:none",
	"--no-tags",
	"--no-write-fetch-head"
];
/** Opens the store. Nothing of the remote is read yet. Throws `remote-invalid`, `git-missing` or `git-failed`. */
async function openStore(options) {
	const repository = await openRepository(options);
	const { git } = repository;
	const fetcher = partial(repository);
	const known = /* @__PURE__ */ new Set();
	const sizes = /* @__PURE__ */ new Map();
	const entries = /* @__PURE__ */ new Map();
	const commits = async (ids) => {
		const fresh = ids.filter((id) => !known.has(id));
		for (const id of await fetchCommits(repository, fetcher, options.remote, fresh)) known.add(id);
		return new Set(ids.filter((id) => known.has(id)));
	};
	const need = async (commit, path) => {
		assertObjectId(commit);
		assertTreePath(path);
		if (!(await commits([commit])).has(commit)) throw fail("commit-missing", {
			remote: describeRemote(options.remote),
			commit
		});
	};
	return {
		repository,
		commits,
		async tip() {
			const tip = await fetchTip(repository, fetcher, options.remote);
			known.add(tip.head);
			return tip;
		},
		async entry(commit, path) {
			await need(commit, path);
			const key = `${commit}:${path}`;
			const before = entries.get(key);
			if (before !== void 0) return before;
			const entry = (await listTree(git, commit, [], [path])).find((each) => each.path === path) ?? null;
			entries.set(key, entry);
			return entry;
		},
		async below(commit, path) {
			await need(commit, path);
			return listTree(git, commit, ["-r"], [path]);
		},
		async blobs(ids) {
			const fresh = ids.filter((id) => !sizes.has(id));
			for (const [id, size] of await fetchBlobs(repository, fetcher, fresh)) sizes.set(id, size);
			return sizes;
		}
	};
}
/**
* Git that fetches without contents. The settings that make a partial clone go with these commands alone: no other
* command then ever fetches what it lacks, one process and request for each object.
*/
function partial({ git, address }) {
	return git.with([
		[`remote.${name}.url`, address],
		[`remote.${name}.promisor`, "true"],
		[`remote.${name}.partialclonefilter`, "blob:none"]
	]);
}
async function fetchTip(repository, fetcher, remote) {
	const { head: ref, refs } = await repository.refs();
	const head = ref === null ? void 0 : refs.get(ref);
	if (ref === null || head === void 0 || !ref.startsWith("refs/heads/")) throw fail("default-branch-missing", { remote: describeRemote(remote) });
	if (!(await sizesOf(repository.git, [head], "commit")).has(head)) {
		const outcome = await fetcher.attempt([
			"fetch",
			"--depth=1",
			...lean,
			name,
			`+${head}:refs/rollout/tip`
		]);
		if (outcome.code !== 0) throw repository.failure(outcome);
	}
	return {
		branch: shortName(ref),
		head,
		refs
	};
}
/** Which of the objects are commits, when all of them are here. */
async function fetchCommits(repository, fetcher, remote, ids) {
	if (ids.length === 0) return /* @__PURE__ */ new Set();
	const { git } = repository;
	const here = await sizesOf(git, ids);
	const absent = ids.filter((id) => !here.has(id));
	if (absent.length > 0) {
		const outcome = await fetcher.attempt([
			"fetch",
			"--depth=1",
			...lean,
			"--stdin",
			name
		], lines(absent));
		if (outcome.code !== 0) await repository.refs("--heads");
		if (outcome.code !== 0) throw fail("commit-missing", {
			remote: describeRemote(remote),
			commit: absent.slice(0, 3).join(", ")
		});
	}
	return new Set((await sizesOf(git, ids, "commit")).keys());
}
async function fetchBlobs({ git, failure }, fetcher, ids) {
	const unique = [...new Set(ids)];
	const here = await sizesOf(git, unique);
	const absent = unique.filter((id) => !here.has(id));
	if (absent.length === 0) return here;
	const outcome = await fetcher.with([["fetch.negotiationAlgorithm", "noop"]]).attempt([
		"fetch",
		...lean,
		"--stdin",
		name
	], lines(absent));
	if (outcome.code !== 0) throw failure(outcome);
	return sizesOf(git, unique);
}
function lines(ids) {
	return Buffer.from(`${ids.join("\n")}\n`);
}
// src/git/source-repo.ts
/**
* Reads the default branch of the remote into a bare repository of its own: without contents, at depth 1.
* Throws `remote-invalid`, `remote-unreachable`, `remote-refused`, `default-branch-missing`,
* `object-format-unsupported`, `git-missing` or `git-failed`.
*/
async function openSource(options) {
	const store = await openStore(options);
	const tip = await store.tip();
	const inTurn = createQueue();
	const by = (api) => ({ pushRevert: (request) => inTurn(() => pushRevert(store, tip, request, api)) });
	const source = {
		branch: tip.branch,
		head: tip.head,
		entry: (path, commit = tip.head) => inTurn(async () => {
			const entry = await store.entry(commit, path);
			return entry === null ? null : {
				kind: entry.kind,
				mode: entry.mode,
				digest: entry.digest
			};
		}),
		files: (path, { commit = tip.head, limit, prompt = path }) => inTurn(() => readFiles(store, {
			commit,
			path,
			limit,
			prompt
		})),
		size: (path) => inTurn(() => sizeAt(store, tip.head, path)),
		author: (commit) => inTurn(() => authorOf(store, commit)),
		tagged: (prefix, path) => inTurn(() => findTags(store, tip, prefix, path)),
		...by(null)
	};
	return {
		...source,
		through: (api) => ({
			...source,
			...by(api)
		})
	};
}
async function readFiles(store, query) {
	const { commit, path, limit, prompt } = query;
	const files = plainFiles(await store.below(commit, path), path, prompt);
	const ids = files.map(({ digest }) => digest);
	const sizes = await store.blobs(ids);
	const bytes = ids.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
	if (bytes > limit) throw fail("prompt-too-large", {
		path,
		prompt,
		bytes,
		limit
	});
	const contents = await readObjects(store.repository.git, ids);
	return files.map(({ path: inside, mode, digest }) => ({
		path: inside,
		mode,
		bytes: contents.get(digest) ?? Buffer.alloc(0)
	}));
}
async function sizeAt(store, commit, path) {
	const entry = await store.entry(commit, path);
	if (entry?.kind !== "file") return null;
	return (await store.blobs([entry.digest])).get(entry.digest) ?? null;
}
async function authorOf(store, commit) {
	assertObjectId(commit);
	if (!(await store.commits([commit])).has(commit)) return null;
	const [name = "", email = ""] = (await store.repository.git.run([
		"show",
		"--no-patch",
		"--format=%an%x00%ae",
		commit,
		"--"
	])).toString().trimEnd().split("\0");
	return {
		name,
		email
	};
}
async function findTags(store, { refs }, prefix, path) {
	const tags = [...refs.keys()].filter((ref) => ref.startsWith(`refs/tags/${prefix}`) && !ref.endsWith("^{}")).map((ref) => ({
		name: ref.slice(10),
		commit: refs.get(`${ref}^{}`) ?? refs.get(ref) ?? ""
	}));
	const commits = await store.commits([...new Set(tags.map(({ commit }) => commit))]);
	const digests = await digestsAt(store.repository.git, [...commits], path);
	return tags.filter(({ commit }) => commits.has(commit)).map((tag) => ({
		...tag,
		digest: digests.get(tag.commit) ?? null
	}));
}
/** The digest of `path` at each commit. Commits share folders, so each folder is looked at once. */
async function digestsAt(git, commits, path) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	const folders = await foldersAt(git, commits, foldersOf(path).at(-1) ?? null);
	const found = /* @__PURE__ */ new Map();
	for (const folder of new Set(folders.values())) {
		const [entry] = await listTree(git, folder, [], [name]);
		if (entry !== void 0) found.set(folder, entry.digest);
	}
	return new Map([...folders].map(([commit, folder]) => [commit, found.get(folder)]));
}
// src/git/checkout.ts
/** A command line has an end. */
const mostArguments = 500;
/**
* Opens the repository that `folder` lies in; null when it lies in none. Throws `git-missing`, and `git-failed` when git
* refuses it.
*/
async function openCheckout(folder, environment = process.env) {
	const root = await rootOf(folder);
	if (root === null) return null;
	const near = createGit({
		folder: root,
		environment
	});
	await requireGit(near);
	const top = (await near.run(["rev-parse", "--show-toplevel"])).toString().replace(/\n$/, "");
	const git = createGit({
		folder: top,
		environment
	});
	const find = (revision) => commitOf(git, `${revision}^{commit}`);
	return {
		top,
		head: await find("HEAD"),
		changed: async () => changedPaths(git),
		files: async () => [...new Set(names(await git.run([
			"ls-files",
			"-z",
			"--cached",
			"--others",
			"--exclude-standard"
		])))],
		find,
		parents: async (commit) => [...(await readHead(git, commit)).matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, id = ""]) => id),
		mergeBase: async (one, other) => {
			const { code, stdout } = await git.attempt([
				"merge-base",
				one,
				other
			]);
			return code === 0 ? stdout.toString().trim() : null;
		},
		at: (commit) => readCommit(git, commit),
		fetch: async (remote, commit) => {
			if ((await git.run(["rev-parse", "--is-shallow-repository"])).toString().trim() !== "true") return "the history is whole, and does not have it";
			const { address, secrets, ...endpoint } = endpointOf(remote);
			const settings = credentialSettings({
				address,
				secrets,
				...endpoint
			});
			const { message } = await createGit({
				folder: top,
				environment,
				settings,
				secrets
			}).attempt([...[
				"fetch",
				"--depth=1",
				"--no-tags",
				"--no-write-fetch-head",
				"--",
				address,
				commit
			]]);
			return await find(commit) === null ? message || "the remote does not have it" : null;
		},
		defaultBranch: () => defaultBranch(git)
	};
}
async function commitOf(git, revision) {
	const { code, stdout } = await git.attempt([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		revision
	]);
	const id = stdout.toString().trim();
	return code === 0 && /^[0-9a-f]{40}$/.test(id) ? id : null;
}
/** The lines of a commit above its message. */
async function readHead(git, commit) {
	const text = (await git.run([
		"cat-file",
		"commit",
		commit
	])).toString();
	return text.slice(0, text.indexOf("\n\n"));
}
async function changedPaths(git) {
	return names(await git.run([
		"--no-optional-locks",
		"status",
		"--porcelain",
		"-z",
		"--untracked-files=all",
		"--no-renames"
	])).map((entry) => entry.slice(3));
}
function names(output) {
	return output.toString().split("\0").filter((name) => name !== "");
}
function readCommit(git, commit) {
	const entry = async (path, at = commit) => {
		const [found] = await listTree(git, at, [], [path]);
		return found === void 0 ? null : {
			kind: found.kind,
			mode: found.mode,
			digest: found.digest
		};
	};
	return {
		head: commit,
		entry,
		digests: async (paths) => {
			const found = /* @__PURE__ */ new Map();
			for (let from = 0; from < paths.length; from += mostArguments) for (const { path, digest } of await listTree(git, commit, [], paths.slice(from, from + mostArguments))) found.set(path, digest);
			return found;
		},
		files: async (path, { commit: at = commit, prompt = path }) => {
			const listed = plainFiles(await listTree(git, at, ["-r"], [path]), path, prompt);
			const contents = await readObjects(git, listed.map(({ digest }) => digest));
			return listed.map(({ path: inside, mode, digest }) => ({
				path: inside,
				mode,
				bytes: contents.get(digest) ?? Buffer.alloc(0)
			}));
		},
		size: async (path) => {
			const found = await entry(path);
			if (found?.kind !== "file") return null;
			return (await sizesOf(git, [found.digest])).get(found.digest) ?? null;
		},
		tagged: async (prefix, path) => {
			const tags = await tagsOf(git, prefix);
			const here = await sizesOf(git, tags.map((tag) => tag.commit), "commit");
			const digests = await digestsAt(git, [...here.keys()], path);
			return tags.filter((tag) => here.has(tag.commit)).map((tag) => ({
				...tag,
				digest: digests.get(tag.commit) ?? null
			}));
		}
	};
}
async function tagsOf(git, prefix) {
	return (await git.run([
		"for-each-ref",
		`--format=%(refname:strip=2)%09%(objectname)%09%(*objectname)`,
		"refs/tags/"
	])).toString().split("\n").map((line) => line.split("	")).filter(([name = ""]) => name !== "" && name.startsWith(prefix)).map(([name = "", id = "", peeled]) => ({
		name,
		commit: peeled || id
	}));
}
/** That of the remote, else the local branch with a usual name, else the one that is checked out. */
async function defaultBranch(git) {
	const symbolic = async (ref) => {
		const { code, stdout } = await git.attempt([
			"symbolic-ref",
			"--quiet",
			ref
		]);
		return code === 0 ? stdout.toString().trim() : null;
	};
	const remote = await symbolic("refs/remotes/origin/HEAD");
	if (remote !== null) return remote.replace("refs/remotes/origin/", "");
	const usual = ["main", "master"];
	const heads = names(Buffer.from((await git.run([
		"for-each-ref",
		"--format=%(refname:strip=2)",
		"refs/heads/"
	])).toString().replaceAll("\n", "\0")));
	return usual.find((name) => heads.includes(name)) ?? (await symbolic("HEAD"))?.replace("refs/heads/", "") ?? "main";
}
// src/git/remove-refs.ts
/** How many refs go in one push. */
const batch = 200;
/** How often a push is tried anew without the refs that moved. */
const rounds = 3;
/**
* Removes branches and tags of the remote, each only if it still points to what it did; what moved meanwhile stays.
* Returns the full names of those that are gone, whoever removed them. Throws `push-refused`.
*/
async function removeRefs(repository, refs) {
	const gone = [];
	for (let index = 0; index < refs.length; index += batch) gone.push(...await removeSome(repository, refs.slice(index, index + batch)));
	return gone;
}
async function removeSome(repository, some) {
	let wanted = some.map(({ name, id }) => {
		assertObjectId(id);
		return {
			ref: name,
			commit: "",
			expected: id
		};
	});
	for (let round = 1;; round++) {
		const { message } = await push(repository, wanted);
		const { refs } = await repository.refs("--heads", "--tags");
		const still = wanted.filter(({ ref, expected }) => refs.get(ref) === expected);
		if (still.length === 0) return some.map(({ name }) => name).filter((name) => !refs.has(name));
		if (still.length === wanted.length || round === rounds) throw refusalOf(still[0]?.ref ?? "", message, "git");
		wanted = still;
	}
}
// src/git/archives.ts
/** Where the remote's tags are kept here, and the pattern of their names: prompt and version. */
const folder = "refs/rollout/archives/";
const pattern = /^prompt-rollout\/[^/]+\/[^/]+$/;
/**
* The message of an archived version that a server makes a commit of: it says by whom the commit is, so the message
* has to say whose it is.
*/
function archiveNote(message, tag) {
	return `${message.trimEnd()}\n\n${note(tag)}\n`;
}
const note = (tag) => `Archive: ${tag}`;
/**
* All tags on the remote that this program has made: they name a commit of its own. Throws the failure of a
* remote that does not answer.
*/
async function listArchives(repository) {
	const { git, address } = repository;
	const { refs } = await repository.refs("--tags");
	if (![...refs.keys()].some((ref) => ref.startsWith("refs/tags/prompt-rollout/"))) return [];
	const outcome = await git.attempt([
		"fetch",
		"--depth=1",
		"--no-tags",
		"--prune",
		"--no-write-fetch-head",
		"--",
		address,
		`+refs/tags/prompt-rollout/*:${folder}prompt-rollout/*`
	]);
	if (outcome.code !== 0) throw repository.failure(outcome);
	const tags = (await git.run([
		"for-each-ref",
		"--format=%(refname)%09%(objectname)%09%(objecttype)%09%(committerdate:unix)",
		folder
	])).toString().split("\n").map((line) => line.split("	")).flatMap(([ref = "", id = "", type, seconds]) => {
		const name = ref.slice(22);
		return type === "commit" && pattern.test(name) ? [{
			name,
			id,
			date: (/* @__PURE__ */ new Date(Number(seconds) * 1e3)).toISOString()
		}] : [];
	});
	const commits = await readObjects(git, tags.map(({ id }) => id));
	return tags.filter(({ name, id }) => isOurs(commits.get(id)?.toString() ?? "", name));
}
/** Whether a commit was pushed under our name, or made by a server with our note as the last line. */
function isOurs(commit, tag) {
	const end = commit.indexOf("\n\n");
	const head = commit.slice(0, end);
	if (/^parent /m.test(head)) return false;
	return head.includes(`\ncommitter ${identity.name} <${identity.email}> `) || commit.trimEnd().endsWith(`\n${note(tag)}`);
}
/** Removes the tags, each only if it still points to what it did; what moved meanwhile stays. */
async function removeArchives(repository, archives) {
	return (await removeRefs(repository, archives.map(({ name, id }) => ({
		name: tagRef(name),
		id
	})))).map(shortName);
}
// src/git/history.ts
/** Clocks of two runs differ, and git counts from the commits' own times. */
const clockDifference = 36e5;
const local = "refs/rollout/history";
/**
* The commits of a ref of the remote since a time (ISO 8601) whose message has this line, newest first. Fetches them
* without anything older. Throws the failure of a remote that does not answer.
*/
async function commitsWith(repository, ref, line, since) {
	const start = Date.parse(since) - clockDifference;
	const outcome = await fetchHistory(repository, ref, `--shallow-since=${new Date(start).toISOString()}`);
	if (outcome.code !== 0) {
		if (noneSelected.test(outcome.message) && await movedAt(repository, ref) < start) return [];
		throw repository.failure(outcome);
	}
	return (await repository.git.run([
		"log",
		"--format=%H%x00%s%x00%B%x00%x00",
		local
	])).toString().split("\0\0\n").map((entry) => entry.split("\0")).filter(([, , message]) => message?.split("\n").includes(line)).map(([id = "", subject = ""]) => ({
		id,
		subject
	}));
}
/**
* A branch without any commit since then is an error to git, not an empty answer. Over HTTP only the second text
* arrives, which a connection that breaks has too: so the branch's newest commit decides.
*/
const noneSelected = /no commits selected for shallow requests|error processing shallow info/;
/** When a ref of the remote last moved, by its commit, in milliseconds. */
async function movedAt(repository, ref) {
	const outcome = await fetchHistory(repository, ref, "--depth=1");
	if (outcome.code !== 0) throw repository.failure(outcome);
	return 1e3 * Number(await repository.git.run([
		"log",
		"-1",
		"--format=%ct",
		local
	]));
}
function fetchHistory({ git, address }, ref, depth) {
	return git.attempt([
		"fetch",
		depth,
		"--no-tags",
		"--no-write-fetch-head",
		"--",
		address,
		`+${ref}:${local}`
	]);
}
// src/git/live-push.ts
/**
* Commits on `parent` and pushes, with the tags, if `branch` (a full ref) still is at `parent`; null: is not there.
* What the remote's ref says afterwards decides what became of a failed push, never git's words.
* Throws `push-refused` and the other refusals, `branch-blocked`, `archive-taken`, and the errors of an unreachable
* remote, such as a connection that broke before the remote had done anything.
*/
async function pushLive(repository, branch, commit) {
	const { head, tags } = await makeLocally(repository.git, branch, commit);
	let wanted = tags;
	for (let round = 0; round < 3; round++) {
		const outcome = await push(repository, [{
			...head,
			expected: commit.parent
		}, ...wanted]);
		if (outcome.code === 0) return {
			state: "done",
			commit: head.commit
		};
		const { refs } = await repository.refs("--heads", "--tags");
		const now = refs.get(branch) ?? null;
		if (now === head.commit) return {
			state: "done",
			commit: head.commit
		};
		if (now !== commit.parent) return { state: "conflict" };
		const blocker = findBlocker(refs, [branch, ...wanted.map(({ ref }) => ref)]);
		if (blocker !== null) throw fail("branch-blocked", blocker);
		const present = wanted.filter(({ ref }) => refs.has(ref));
		if (present.length === 0) throw lostPush(repository, outcome) ?? refusalOf(branch, outcome.message, "git");
		const kept = /* @__PURE__ */ new Set();
		for (const tag of present) if (await isKept(repository, tag)) kept.add(tag);
		wanted = wanted.filter((tag) => !kept.has(tag));
	}
	return { state: "conflict" };
}
/**
* The commit and its tags as commits of the local repository, in which the parent must be. Throws on paths that do
* not belong into a tree, and on what would be a file and a folder at once.
*/
async function makeLocally(git, branch, commit) {
	const { parent, message, date, files, tags } = commit;
	const deletes = [...files].filter(([, text]) => text === null).map(([path]) => path);
	const writes = [...files].flatMap(([path, text]) => text === null ? [] : [{
		path,
		mode: "100644",
		bytes: Buffer.from(text)
	}]);
	assertNoOverlap([...(parent === null ? [] : await listTree(git, parent, ["-r"])).map(({ path }) => path).filter((path) => !files.has(path)), ...writes.map(({ path }) => path)]);
	const ids = await importCommits(git, [{
		ref: "refs/rollout/next",
		parent,
		message,
		date,
		deletes,
		files: writes
	}, ...tags.map((tag, index) => archiveCommit(tag, index, date))]);
	const target = (ref, index) => ({
		ref,
		commit: ids[index] ?? ""
	});
	return {
		head: target(branch, 0),
		tags: tags.map(({ name }, index) => target(tagRef(name), index + 1))
	};
}
function archiveCommit({ message, path, files }, index, date) {
	return {
		ref: `refs/rollout/archive-${index}`,
		parent: null,
		message,
		date,
		deletes: [],
		files: files.map((file) => ({
			...file,
			path: file.path === "" ? path : `${path}/${file.path}`
		}))
	};
}
/**
* Whether the remote's tag holds the content already; false when it is gone meanwhile.
* Throws `archive-taken` when it holds another, for then the version would be lost.
*/
async function isKept(repository, { ref, commit }) {
	const found = await fetchRef(repository, ref, "refs/rollout/archive");
	if (found === null) return false;
	const [theirs, ours] = [await resolve$1(repository.git, `${found}^{tree}`), await resolve$1(repository.git, `${commit}^{tree}`)];
	if (theirs !== ours) throw fail("archive-taken", { ref: shortName(ref) });
	return true;
}
// src/git/live-api.ts
/**
* `pushLive` by the API of the server. It cannot move several refs at once: the tags come first, for a tag without its
* commit harms nobody and the next run finds it, but a commit without its tags would lose a version. Reads stay with git.
* Throws the refusals, `branch-blocked`, `archive-taken`, and the errors of the forge.
*/
async function pushLiveByApi(repository, api, branch, commit) {
	const { git } = repository;
	const { parent } = commit;
	if (parent !== null && !await hasCommit(git, parent) && await fetchLive(repository, branch) !== parent) return { state: "conflict" };
	const { head, tags } = await makeLocally(git, branch, commit);
	if (parent === null || tags.length > 0) {
		const { refs } = await repository.refs("--heads", "--tags");
		if ((refs.get(branch) ?? null) !== parent) return { state: "conflict" };
		const blocker = findBlocker(refs, [branch, ...tags.map(({ ref }) => ref)]);
		if (blocker !== null) throw fail("branch-blocked", blocker);
		for (const [index, tag] of commit.tags.entries()) await archive(repository, api, tag, tags[index]?.commit ?? "", refs);
	}
	const written = await write(git, api, head, commit);
	if (written.state === "done") return {
		state: "done",
		commit: written.id
	};
	return settle(repository, head, commit, written);
}
async function write(git, api, { ref, commit: local }, commit) {
	const { parent, message } = commit;
	const files = [...commit.files].flatMap(([path, text]) => text === null ? [] : [{
		path,
		bytes: Buffer.from(text)
	}]);
	if (parent === null) return makeRef(git, api, ref, {
		local,
		parts: files.map(({ path, bytes }) => ({
			path,
			files: [{
				path: "",
				mode: "100644",
				bytes
			}]
		})),
		parent,
		message
	});
	const gone = [...commit.files].filter(([, text]) => text === null).map(([path]) => path);
	const deletes = (gone.length === 0 ? [] : await listTree(git, parent, ["-r"], gone)).map(({ path }) => path).filter((path) => gone.includes(path));
	return api.append({
		branch: shortName(ref),
		parent,
		message,
		files,
		deletes
	});
}
/** What became of a write that did not succeed, or whose answer was lost: the branch says it. */
async function settle(repository, { ref, commit: local }, { parent }, written) {
	if (written.state === "stale") return { state: "conflict" };
	const now = await fetchLive(repository, ref);
	if (now === parent) throw failureOf(ref, written);
	return now !== null && await sameContent(repository.git, now, local) ? {
		state: "done",
		commit: now
	} : { state: "conflict" };
}
/** Makes a tag, if it is not there with that content. Throws `archive-taken` when it holds another. */
async function archive(repository, api, { name, message, path, files }, local, refs) {
	const target = {
		ref: tagRef(name),
		commit: local
	};
	if (refs.has(target.ref) && await isKept(repository, target)) return;
	const twin = {
		local,
		parts: [{
			path,
			files
		}],
		parent: null,
		message: archiveNote(message, name)
	};
	const made = await makeRef(repository.git, api, target.ref, twin);
	if (made.state !== "done" && !await isKept(repository, target)) throw failureOf(target.ref, made);
}
function fetchLive(repository, ref) {
	return fetchRef(repository, ref, "refs/rollout/live");
}
async function hasCommit(git, id) {
	return (await sizesOf(git, [id], "commit")).has(id);
}
/** Whether two commits have the same tree, parents and message; who made them, when, and signatures may differ. */
async function sameContent(git, one, other) {
	const ids = [await resolve$1(git, one), await resolve$1(git, other)];
	const texts = await readObjects(git, ids);
	const [first, second] = ids.map((id) => contentOf(texts.get(id)?.toString() ?? ""));
	return first === second;
}
function contentOf(commit) {
	const end = commit.indexOf("\n\n");
	return [...commit.slice(0, end).split("\n").filter((line) => /^(?:tree|parent) /.test(line)), commit.slice(end).trimEnd()].join("\n");
}
// src/git/live-repo.ts
/**
* Opens the live branch in a bare repository of its own: full, at depth 1. Nothing is read yet.
* Throws `remote-invalid`, `ref-invalid`, `git-missing` or `git-failed`.
*/
async function openLive(options) {
	const { branch, api } = options;
	const ref = branchRef(branch);
	const repository = await openRepository(options);
	const inTurn = createQueue();
	const tip = tipReader(repository, ref);
	let last = null;
	const archived = /* @__PURE__ */ new Map();
	return {
		branch,
		read: () => inTurn(async () => {
			const head = await tip.read();
			if (last === null || last.head !== head) last = await readTree(repository, branch, head);
			return last;
		}),
		past: (commit, paths) => pastTrees(repository, ref, commit, paths, inTurn),
		push: (commit) => inTurn(async () => {
			if (api !== void 0) {
				tip.expect(null);
				return pushLiveByApi(repository, api, ref, commit);
			}
			const result = await pushLive(repository, ref, commit);
			tip.expect(result.state === "done" ? result.commit : null);
			return result;
		}),
		archived: (tag, path) => inTurn(async () => {
			const key = JSON.stringify([tag, path]);
			const files = archived.get(key) ?? await readArchive(repository, tagRef(tag), path);
			if (files !== null) archived.set(key, files);
			return files;
		}),
		commitsWith: (line, since) => inTurn(() => commitsWith(repository, ref, line, since)),
		archives: () => inTurn(() => listArchives(repository)),
		removeArchives: (archives) => inTurn(() => removeArchives(repository, archives))
	};
}
/**
* Reads where the branch is, and fetches the commit when it is not here. A look reads the branch several times, and
* mostly it has not moved, or only by the look's own push: then the name is asked for, which is half of a fetch.
*/
function tipReader(repository, ref) {
	let expected = null;
	return {
		async read() {
			if (expected === null || await repository.ref(ref) !== expected) expected = await fetchRef(repository, ref, "refs/rollout/live");
			return expected;
		},
		/** The commit that the branch should be at, and that is here; null when another one is there. */
		expect(commit) {
			expected = commit;
		}
	};
}
async function readTree({ git }, branch, head) {
	if (head === null) return {
		head,
		files: /* @__PURE__ */ new Map()
	};
	const entries = await listTree(git, head, ["-r"]);
	const odd = entries.find(({ kind }) => kind !== "file");
	if (odd !== void 0) throw fail("live-foreign", {
		branch,
		detail: `the ${kindNames[odd.kind]} ${JSON.stringify(odd.path)}`
	});
	return treeOf(git, head, entries);
}
async function treeOf(git, head, entries) {
	const contents = await readObjects(git, entries.map(({ digest }) => digest));
	const files = /* @__PURE__ */ new Map();
	const unreadable = /* @__PURE__ */ new Map();
	for (const { path, digest } of entries) {
		const text = textOf(contents.get(digest));
		if (text === null) unreadable.set(path, "it is not UTF-8 text");
		else files.set(path, text);
	}
	return unreadable.size === 0 ? {
		head,
		files
	} : {
		head,
		files,
		unreadable
	};
}
/** Null for what is not UTF-8. */
function textOf(bytes) {
	try {
		return new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return null;
	}
}
/** Commits of the branch's history that are fetched, step by step, until one will do. */
const depths = [
	50,
	500,
	5e3
];
async function* pastTrees(repository, ref, commit, paths, inTurn) {
	const { git } = repository;
	const seen = /* @__PURE__ */ new Set([commit]);
	for (const depth of depths) {
		const fresh = (await inTurn(async () => {
			await fetchRef(repository, ref, "refs/rollout/past", depth);
			return (await git.run([
				"rev-list",
				"--date-order",
				commit
			])).toString().trim().split("\n");
		})).filter((id) => !seen.has(id));
		if (fresh.length === 0) return;
		for (const id of fresh) {
			seen.add(id);
			yield await inTurn(async () => {
				const entries = await listTree(git, id, ["-r"], paths);
				return treeOf(git, id, entries.filter(({ kind }) => kind === "file"));
			});
		}
	}
}
async function readArchive(repository, ref, path) {
	const commit = await fetchRef(repository, ref, "refs/rollout/archive");
	if (commit === null) return null;
	const files = plainFiles(await listTree(repository.git, commit, ["-r"], [path]), path, path);
	const contents = await readObjects(repository.git, files.map(({ digest }) => digest));
	return files.map(({ path: inside, mode, digest }) => ({
		path: inside,
		mode,
		bytes: contents.get(digest) ?? Buffer.alloc(0)
	}));
}
// src/git/origin.ts
/**
* The address of the remote `origin` of the repository that `folder` lies in; null when there is none.
* Throws `git-failed` when git cannot read its configuration.
*/
async function originOf(folder, environment = process.env) {
	if (!existsSync(folder)) return null;
	const { code, stdout, message } = await createGit({
		folder: await rootOf(folder) ?? folder,
		environment
	}).attempt([
		"config",
		"--get",
		"remote.origin.url"
	]);
	if (code === 1) return null;
	if (code !== 0) throw fail("git-failed", {
		command: "config",
		message
	});
	return stdout.toString().replace(/\n$/, "") || null;
}
// src/git/probe.ts
/** No branch has this name, and none gets it: what asks for it is a rehearsal. */
const rehearsed = "refs/heads/prompt-rollout/probe";
/** Opens the probe, in a bare repository of its own. Throws `remote-invalid`, `git-missing` or `git-failed`. */
async function openProbe(options) {
	const repository = await openRepository(options);
	const { git, address, failure } = repository;
	return {
		async blockers(branches) {
			const { refs } = await repository.refs("--heads", "--tags");
			return branches.map((branch) => findBlocker(refs, [branchRef(branch)])?.ref ?? null);
		},
		async push() {
			const [commit = ""] = await importCommits(git, [{
				ref: "refs/rollout/probe",
				parent: null,
				message: "Probe",
				date: "2026-01-01T00:00:00Z",
				deletes: [],
				files: []
			}]);
			const outcome = await git.attempt([
				"push",
				"--dry-run",
				"--no-verify",
				"--",
				address,
				`${commit}:${rehearsed}`
			]);
			if (outcome.code !== 0) throw failure(outcome);
		}
	};
}
// src/git/ref-store.ts
/**
* Opens the branches and tags of the remote, in a bare repository that fetches nothing of them.
* Throws `remote-invalid`, `git-missing` or `git-failed`.
*/
async function openRefs(options) {
	const repository = await openRepository(options);
	const inTurn = createQueue();
	return {
		list: () => inTurn(async () => {
			const { refs } = await repository.refs("--heads", "--tags");
			return [...refs].filter(([name]) => !name.endsWith("^{}")).map(([name, id]) => ({
				name,
				id
			}));
		}),
		remove: (refs) => inTurn(() => {
			for (const { name } of refs) assertOurs(name);
			return removeRefs(repository, refs);
		})
	};
}
/** Throws for what is neither a branch nor a tag, and `ref-invalid` for a name that no ref has. */
function assertOurs(name) {
	const short = name.replace(/^refs\/(?:heads|tags)\//, "");
	if (short === name) throw new Error(`${JSON.stringify(name)} is neither a branch nor a tag.`);
	if (name.startsWith("refs/heads/")) branchRef(short);
	else tagRef(short);
}
export { openCheckout as a, digestOf as c, openLive as i, describeRemote as l, openProbe as n, openSource as o, originOf as r, importStream as s, openRefs as t, createGit as u };
