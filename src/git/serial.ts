/**
 * Makes a function through which actions run one after another, in the order of the calls: git locks parts of a
 * repository, and a fetch that meets the lock of another one fails.
 */
export function createQueue(): <T>(action: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const next = last.then(action, action);
    last = next;
    return next;
  };
}
