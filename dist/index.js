// src/index.ts
console.log("x");
export {};
