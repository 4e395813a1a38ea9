/** What was answered, as far as `most` bytes; nothing of what is larger. */
export async function readAtMost(
  response: Response,
  most: number,
): Promise<Uint8Array | "tooLarge"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > most) return "tooLarge";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
