/* global document, location */
/*
 * Runs before the first paint: a list that is about to be filtered is not shown whole first. A plain file of its own
 * because the Content-Security-Policy allows no inline script.
 */
if (location.search !== '') document.documentElement.dataset.query = '';
