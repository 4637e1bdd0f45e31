// Numbers as people write them: with as many digits as they have, and in days where weeks are asked for.

/** Units of time, each with what it counts in, and how many of these it is; months and days cannot be told in one another. */
const TIMES = /** @type {Record<string, [string, number]>} */ ({
  minute: ["minute", 1],
  hour: ["minute", 60],
  day: ["day", 1],
  week: ["day", 7],
  fortnight: ["day", 14],
  month: ["month", 1],
  year: ["month", 12],
});

/** A unit without the ending of its plural. @param {string} unit */
function single(unit) {
  return unit.toLowerCase().replace(/(?<=..)s$/u, "");
}

/**
 * What a number comes to that may be written with another unit: its digits, or why it is none.
 * @param {string} written
 * @param {string} unit in which the question counts; nothing where it says none
 * @returns {{digits: string, isChanged: boolean} | {mistake: string}}
 */
export function quantity(written, unit) {
  const [, digits, given = ""] = /^(-?\d+(?:\.\d+)?)\s*(.*)$/su.exec(written.trim()) ?? [];
  if (digits === undefined) return { mistake: "Write a number in digits, such as 12 or 6.5" };
  const [wanted, own] = [single(unit), single(given.trim())];
  if (own === "" || own === wanted || (own === "%" && wanted === "per cent")) return { digits, isChanged: false };
  const [to, from] = [TIMES[wanted], TIMES[own]];
  if (!to || !from || to[0] !== from[0])
    return { mistake: unit === "" ? "Write the number alone, in digits" : `Write it in ${unit}, as a number alone` };
  // Up to here digits are kept as they are written; what is worked out is small.
  const worked = (Number(digits) * from[1]) / to[1];
  if (Number.isSafeInteger(worked)) return { digits: String(worked), isChanged: true };
  return {
    mistake: `${written.trim()} are no whole ${unit}: more than ${Math.floor(worked)} and less than ${Math.ceil(worked)}. Say so as a number that is known in part`,
  };
}
