import { r as __toESM } from "./rolldown-runtime.js";
import { BlockList, isIP } from "node:net";
// src/http/proxy.ts
/**
* The proxy for an address, as curl and git choose it: `https_proxy` or `http_proxy` by the address's scheme, unless
* `no_proxy` names its host; each in lower or upper case. Null where the request goes straight: also to this machine
* itself. A proxy without a scheme is spoken to by HTTP. Throws a TypeError for a variable that is no address.
*/
function proxyFor(address, environment) {
	const read = (name) => environment[name] || environment[name.toUpperCase()] || "";
	const proxy = read(address.protocol === "https:" ? "https_proxy" : "http_proxy").trim();
	if (proxy === "" || isLoopback(bare(address)) || isExcepted(address, read("no_proxy"))) return null;
	return new URL(proxy.includes("://") ? proxy : `http://${proxy}`);
}
/** The host without the brackets of an IPv6 address. */
const bare = ({ hostname }) => hostname.replace(/^\[(.*)\]$/, "$1");
function isLoopback(host) {
	return host === "localhost" || host === "::1" || isIP(host) === 4 && host.startsWith("127.");
}
/**
* Whether `no_proxy` names the host: `*`, a host with all below it (`.corp.example` is `corp.example`), either with a
* port, an IP address, or a range of them (`10.0.0.0/8`); separated by commas or spaces.
*/
function isExcepted(address, list) {
	const port = address.port || (address.protocol === "https:" ? "443" : "80");
	const names = [bare(address), address.hostname].flatMap((name) => [name, `${name}:${port}`]);
	return list.toLowerCase().split(/[\s,]+/).filter((entry) => entry !== "").some((entry) => {
		const name = entry.replace(/^\*?\./, "");
		return entry === "*" || names.some((each) => each === name || each.endsWith(`.${name}`)) || isWithin(bare(address), entry);
	});
}
function isWithin(host, range) {
	const [net = "", prefix = ""] = range.split("/");
	const [family, version] = [isIP(host), isIP(net)];
	const bits = Number(prefix);
	if (family === 0 || family !== version || !/^\d{1,3}$/.test(prefix) || bits > (family === 4 ? 32 : 128)) return false;
	const type = family === 4 ? "ipv4" : "ipv6";
	const block = new BlockList();
	block.addSubnet(net, bits, type);
	return block.check(host, type);
}
// src/http/proxied-fetch.ts
/** One for each proxy: their connections are used again. */
const agents = /* @__PURE__ */ new Map();
/**
* `fetch` by way of the proxy that the environment names for the address; the one of Node where it names none. Node's
* knows nothing of proxies, and takes no agent of another `undici` than its own. What is sent, which redirects are
* followed and whose certificates are trusted is as without a proxy.
*/
const proxiedFetch = async (input, init) => {
	const proxy = proxyFor(new URL(input instanceof Request ? input.url : input), process.env);
	if (proxy === null) return fetch(input, init);
	const undici = await import("./undici2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const factory = (origin, options) => {
		const { connect } = options;
		return new undici.Pool(origin, typeof connect === "function" ? {
			...options,
			connect: ending(connect)
		} : options);
	};
	const agent = agents.get(proxy.href) ?? new undici.ProxyAgent({
		uri: proxy.href,
		proxyTunnel: false,
		factory
	});
	agents.set(proxy.href, agent);
	const send = undici.fetch;
	try {
		return await send(input, {
			...init,
			dispatcher: agent
		});
	} catch (error) {
		throw isRefusal(error) ? new TypeError("fetch failed", { cause: new ProxyRefusal(error) }) : error;
	}
};
/**
* A way to connect whose failure ends the request: `undici` takes a proxy that closes the connection for a connection
* that broke in use, and connects anew at once, for ever, also when nobody waits any more.
*/
function ending(connect) {
	return (options, callback) => connect(options, (...result) => {
		const [error] = result;
		if (error === null || !("code" in error) || error.code !== "UND_ERR_SOCKET") callback(...result);
		else callback(new ProxyClosed(error), null);
	});
}
var ProxyClosed = class extends Error {
	code = "PROXY_CLOSED";
	constructor(cause) {
		super("The proxy closes the connection without an answer.", { cause });
	}
};
/** What messages name is the code; `undici` has none that tells. */
var ProxyRefusal = class extends Error {
	code = "PROXY_REFUSED";
	constructor(cause) {
		super("The proxy refuses the request, or wants other credentials.", { cause });
	}
};
/** That a tunnel is not granted, or that the proxy answers 407, is said by the cause of the cause. */
function isRefusal(error) {
	if (!(error instanceof Error)) return false;
	return /^Proxy (?:response|Authentication Required) \(\d+\)/.test(error.message) || isRefusal(error.cause);
}
export { proxiedFetch as t };
