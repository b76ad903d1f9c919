// Dates: ISO 8601 as far as they are known: "2026", "2026-06" or "2026-06-30".

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The date as people write it: "30 Jun 2026", "Jun 2026", "2026".
 * @param {string} date
 * @returns {string}
 */
function writtenDate(date) {
  const [year, month, day] = date.split("-");
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

/**
 * The first day that a date may stand for.
 * @param {string} date
 * @returns {string}
 */
function firstDay(date) {
  return date + "-01-01".slice(date.length - 4);
}

/**
 * The last day that a date may stand for, for comparing: the 31st of any month.
 * @param {string} date
 * @returns {string}
 */
function lastDay(date) {
  return date + "-12-31".slice(date.length - 4);
}

/**
 * May the date lie between two days, either of which may be open ("")?
 * @param {string | undefined} date
 * @param {string} from
 * @param {string} to
 * @returns {boolean}
 */
function liesBetween(date, from, to) {
  if (!from && !to) return true;
  return date !== undefined && (!from || lastDay(date) >= from) && (!to || firstDay(date) <= to);
}
