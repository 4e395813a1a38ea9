/** What people say before they know a word. */
export const isGreeting = (text: string): boolean => greeting.test(text);

const greeting =
  /^\s*(?:hello|hi|hey|greetings|good (?:morning|afternoon|evening|day)|dear|thanks|thank you)\b/i;
