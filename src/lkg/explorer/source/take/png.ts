// The drawing as it stands, as PNG, with the receipt in a text chunk as in print.

import type { Context } from "../context";
import { svgOf } from "./svg";

const SCALE = 2;

export async function pngOf(context: Context): Promise<Blob> {
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svgOf(context)], { type: "image/svg+xml" }));
  try {
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth * SCALE, picture.naturalHeight * SCALE];
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((give) => canvas.toBlob(give, "image/png"));
    if (!blob) throw new Error("The picture is too large for this browser.");
    return withText(new Uint8Array(await blob.arrayBuffer()), "lkg-receipt", JSON.stringify(context.seen?.network.receipt ?? null));
  } finally {
    URL.revokeObjectURL(address);
  }
}

const HEADER = 33; // the signature and the first chunk, which must stay first

/** The picture with an iTXt chunk (PNG, third edition, section 11.3.3.4). */
export function withText(png: Uint8Array, keyword: string, text: string): Blob {
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(data.length + 4, checksum(data));
  return new Blob([png.slice(0, HEADER), chunk, png.slice(HEADER)], { type: "image/png" });
}

function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
