const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar: `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
