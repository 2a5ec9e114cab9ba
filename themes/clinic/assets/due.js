// Shows what is said of overdue reviews, by the reader's own day: a page may be read years after it was made. Run where such words stand,
// before what is below them is drawn, and once more when all is there.
(function () {
  'use strict';
  const now = new Date();
  const pad = (number) => String(number).padStart(2, '0');
  const today = now.getFullYear() + '-' + pad(now.getMonth() + 1) + '-' + pad(now.getDate());
  const show = (root) => { root.querySelectorAll('[data-due]').forEach((words) => { words.hidden = words.dataset.due >= today; }); };
  show(document);
  document.addEventListener('DOMContentLoaded', () => { show(document); });
  // For a plan that is worked out outside of the page.
  window.MateriaDue = show;
})();
