// src/clock.ts
/** What comes within so many seconds of real time; null when it does not. What is late goes on, unheard. */
async function within(seconds, work) {
	let timer;
	const late = new Promise((resolve) => {
		timer = setTimeout(() => resolve(null), seconds * 1e3);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
/** Timers of Node that are longer end at once. */
const longest = 2 ** 31 - 1;
const systemClock = {
	now: () => /* @__PURE__ */ new Date(),
	sleep: async (seconds) => {
		for (let left = seconds * 1e3; left > 0; left -= longest) await new Promise((resolve) => setTimeout(resolve, Math.min(left, longest)));
	}
};
export { within as n, systemClock as t };
