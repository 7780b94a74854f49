/** The forecast and the packages that it ships with. Loaded by `loadForecast` of the checker. */
export { forecast } from './forecast.ts';
export { shippedIndex } from './shipped.ts';
