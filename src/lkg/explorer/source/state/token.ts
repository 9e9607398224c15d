// What whoever writes must know, and as whom they judge: held by this page alone, and gone when it is closed.

let token = "";
let author = "";
const listeners = new Set<() => void>();

export const held = {
  get token(): string {
    return token;
  },
  get author(): string {
    return author;
  },
};

export function holdToken(given: string): void {
  token = given;
  for (const listener of listeners) listener();
}

export function holdAuthor(given: string): void {
  author = given;
}

export function listenForToken(listener: () => void): void {
  listeners.add(listener);
}
