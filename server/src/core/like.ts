/** A LIKE pattern for these words anywhere in a text; the words' own wildcards mean themselves. */
export function likeAnywhere(words: string): string {
  return `%${words.replace(/[\\%_]/gu, '\\$&')}%`
}
