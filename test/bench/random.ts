/** A seeded stream of random numbers: the same seed gives the same simulation on every machine. */
export type Random = {
  /** Uniform on (0, 1). */
  uniform(): number;
  normal(): number;
  poisson(mean: number): number;
  binomial(n: number, p: number): number;
};

/** sfc32 (Chris Doty-Humphrey's small fast counter), seeded by a string. */
export function random(seed: string): Random {
  let [a, b, c, d] = seedWords(seed);
  const uniform = (): number => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return ((t >>> 0) + 0.5) / 4_294_967_296;
  };
  for (let i = 0; i < 16; i++) uniform();
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const poisson = (mean: number): number =>
    mean < 30 ? poissonByCount(uniform, mean) : poissonBySqueeze(uniform, mean);
  return { uniform, normal, poisson, binomial: (n, p) => binomial(uniform, n, p) };
}

/** FNV-1a over the seed, from four offsets. */
function seedWords(seed: string): [number, number, number, number] {
  const word = (offset: number): number => {
    let hash = 0x811c9dc5 ^ offset;
    for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    return hash | 0;
  };
  return [word(1), word(2), word(3), word(4)];
}

/** Knuth: multiply uniforms until their product falls below e^−mean. */
function poissonByCount(uniform: () => number, mean: number): number {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > floor; product *= uniform()) count++;
  return count;
}

/** Hörmann's transformed rejection (PTRS, 1993), exact for means of 10 and more. */
function poissonBySqueeze(uniform: () => number, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const accept = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accept) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const left = Math.log((v * inverse) / (a / (us * us) + b));
    if (left <= k * Math.log(mean) - mean - logFactorial(k)) return k;
  }
}

/** ln k!, by Stirling's series with a recurrence below 10. */
function logFactorial(k: number): number {
  if (k < 10) {
    let product = 1;
    for (let i = 2; i <= k; i++) product *= i;
    return Math.log(product);
  }
  const n = k + 1;
  return (
    (n - 0.5) * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI) +
    1 / (12 * n) -
    1 / (360 * n ** 3) +
    1 / (1260 * n ** 5)
  );
}

/** Counts of successes by geometric jumps: the time is that of the successes alone. */
function binomial(uniform: () => number, n: number, p: number): number {
  if (p > 0.5) return n - binomial(uniform, n, 1 - p);
  if (!(p > 0)) return 0;
  const step = Math.log1p(-p);
  let successes = 0;
  for (let place = Math.floor(Math.log(uniform()) / step); place < n; successes++) {
    place += 1 + Math.floor(Math.log(uniform()) / step);
  }
  return successes;
}
