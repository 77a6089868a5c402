/** Where a terminal's lines go: standard error, or a stand-in for it. */
export interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Lines on a terminal; progress lines take each other's place there, and are plain lines elsewhere. */
export function lineWriter(stream: Stream): { line(text: string): void; progress(text: string): void } {
  let open = false;
  return {
    line: (text) => {
      stream.write(`${open ? '\n' : ''}${text}\n`);
      open = false;
    },
    progress: (text) => {
      if (stream.isTTY !== true) {
        stream.write(`${text}\n`);
        return;
      }
      stream.write(`\r\u001b[2K${text}`);
      open = true;
    },
  };
}
