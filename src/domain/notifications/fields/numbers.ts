/**
 * A whole number from 0 to 9999 in digits, up to ninety-nine in words, or in both when they agree
 * ("eighteen (18)"); otherwise null.
 */
export const numberIn = (text: string): number | null => {
  const [, first, bracketed] =
    /^([^()]+?)(?: ?\(([^()]+)\))?$/.exec(text.trim().toLowerCase()) ?? [];
  const number = oneNumber(first ?? "");
  if (bracketed === undefined) return number;
  return oneNumber(bracketed) === number ? number : null;
};

const oneNumber = (text: string): number | null => {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const small = smallNumbers.indexOf(text);
  if (small >= 0) return small;
  const [ten = "", unit] = text.split(/[- ]/);
  const tensPlace = tens.indexOf(ten);
  if (tensPlace < 0) return null;
  if (unit === undefined) return (tensPlace + 2) * 10;
  const unitPlace = smallNumbers.slice(0, 10).indexOf(unit);
  return unitPlace > 0 ? (tensPlace + 2) * 10 + unitPlace : null;
};

const smallNumbers =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
