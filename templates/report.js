// The report's only script: it adds comfort, and the page is whole without it.
'use strict';
(function () {
  var all = function (css, of) { return Array.prototype.slice.call((of || document).querySelectorAll(css)); };
  var one = function (css, of) { return (of || document).querySelector(css); };

  // --- a link to something in a folded part unfolds it ---------------------------------------
  function unfold(element) {
    for (var at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  }
  function go() {
    var id = location.hash.slice(1), target = document.getElementById(id);
    if (!target) try { target = document.getElementById(decodeURIComponent(id)); } catch (e) { /* no such */ }
    if (!target) return;
    if (target.closest('[hidden]')) reset();
    unfold(target);
    if (target.classList.contains('entry')) { var inner = one('details', target); if (inner) inner.open = true; }
    target.scrollIntoView();
  }
  addEventListener('hashchange', go);

  // --- paper gets every row, and of a row what is unfolded ------------------------------------
  var folded = [];
  addEventListener('beforeprint', function () {
    folded = all('details:not([open])').filter(function (d) { return !d.closest('.entry, figcaption'); });
    folded.forEach(function (d) { d.open = true; });
  });
  addEventListener('afterprint', function () {
    folded.forEach(function (d) { d.open = false; });
  });

  // --- the filter -----------------------------------------------------------------------------
  var form = one('#filter'), by = one('#filter-by'), text = one('#filter-text');
  var said = one('#filter-said'), back = one('#filter-reset');
  var rows = all('.entry'), articles = all('article[data-by]'), opened = [], timer = 0;

  var total = { threat: 0, scenario: 0, other: 0 };
  rows.forEach(function (row) { total[sort(row)]++; });

  function sort(row) {
    return row.id.indexOf('threat-') === 0 ? 'threat' : row.id.indexOf('scenario-') === 0 ? 'scenario' : 'other';
  }
  function textOf(row) {
    if (row.words === undefined) row.words = row.textContent.toLowerCase();
    return row.words;
  }
  function fits(row, who, words) {
    if (who && row.dataset.by !== undefined && row.dataset.by.indexOf(' ' + who + ' ') < 0) return false;
    for (var i = 0; i < words.length; i++) if (textOf(row).indexOf(words[i]) < 0) return false;
    return true;
  }
  function filter() {
    var who = by.value, words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    var is = Boolean(who || words.length), shown = { threat: 0, scenario: 0, other: 0 }, folds = new Set();
    opened.forEach(function (d) { d.open = false; });
    opened = [];
    rows.forEach(function (row) {
      var fit = fits(row, who, words);
      row.hidden = !fit;
      if (!fit) return;
      shown[sort(row)]++;
      if (words.length) for (var at = row.parentElement; at; at = at.parentElement) if (at.tagName === 'DETAILS') folds.add(at);
    });
    articles.forEach(function (a) { a.hidden = !fits(a, who, []); });
    folds.forEach(function (d) { if (!d.open) { d.open = true; opened.push(d); } });
    back.hidden = !is;
    all('.rest').forEach(function (d) { d.hidden = !one('.entry:not([hidden])', d); });
    said.textContent = !is ? '' : shown.threat + ' of ' + total.threat + ' threats, ' + shown.scenario + ' of ' +
      total.scenario + ' scenarios' + (words.length ? ', ' + shown.other + ' other rows' : '');
  }
  function reset() { form.reset(); filter(); }
  if (form) {
    form.hidden = false;
    by.addEventListener('change', filter);
    text.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(filter, 120); });
    form.addEventListener('submit', function (event) { event.preventDefault(); filter(); });
    back.addEventListener('click', function (event) { event.preventDefault(); reset(); by.focus(); });
  }

  // --- stepping through a way -----------------------------------------------------------------
  function byEnd(svg, id) {
    var prefix = svg.id.replace(/sheet--$/, ''), found = document.getElementById(prefix + id);
    return found && svg.contains(found) ? found : null;
  }
  function player(figure) {
    var svg = one('svg', figure), items = all('.steps li', figure), at = -1;
    var next = one('.next', figure), prev = one('.back', figure), every = one('.all', figure), told = one('.said', figure);
    function show(step) {
      at = step;
      svg.classList.toggle('playing', at >= 0);
      all('.now, .past', figure).forEach(function (e) { e.classList.remove('now', 'past'); e.removeAttribute('aria-current'); });
      prev.disabled = at < 0;
      next.disabled = at + 1 >= items.length;
      every.disabled = at < 0;
      told.textContent = at < 0 ? '' : 'Step ' + (at + 1) + ' of ' + items.length + ': ' + one('b', items[at]).textContent;
      if (at < 0) return;
      var item = items[at];
      item.classList.add('now');
      item.setAttribute('aria-current', 'step');
      items.slice(0, at).forEach(function (i) { mark(i.dataset.step, 'past'); });
      mark(item.dataset.step, 'now');
      [item.dataset.from, item.dataset.to].forEach(function (id) { var e = id && byEnd(svg, id); if (e) e.classList.add('now'); });
      reveal(one('.g-attack.now', svg));
    }
    function mark(step, name) {
      all('[data-step="' + step + '"]', svg).forEach(function (e) { e.classList.remove('past'); e.classList.add(name); });
    }
    // Into sight within the picture's frame, without moving the page.
    function reveal(mark) {
      if (!mark) return;
      var frame = one('.picture', figure), f = frame.getBoundingClientRect(), m = mark.getBoundingClientRect();
      frame.scrollLeft += (m.left + m.right - f.left - f.right) / 2;
      if (m.top < f.top || m.bottom > f.bottom) frame.scrollTop += (m.top + m.bottom - f.top - f.bottom) / 2;
    }
    next.addEventListener('click', function () { show(at + 1); });
    prev.addEventListener('click', function () { show(at - 1); });
    every.addEventListener('click', function () { show(-1); next.focus(); });
    figure.addEventListener('keydown', function (event) {
      if (event.altKey || event.ctrlKey || event.metaKey || !event.target.closest('.tools')) return;
      if (event.key === 'ArrowRight' && at + 1 < items.length) show(at + 1);
      else if (event.key === 'ArrowLeft' && at >= 0) show(at - 1);
      else return;
      event.preventDefault();
    });
    show(-1);
  }
  all('figure').forEach(function (figure) {
    var tools = one('.tools', figure), size = one('.size', figure);
    if (!tools) return;
    tools.hidden = false;
    size.addEventListener('click', function () {
      size.setAttribute('aria-pressed', String(one('.picture', figure).classList.toggle('natural')));
    });
    if (figure.classList.contains('player')) player(figure);
  });

  // --- where one is, in the contents -----------------------------------------------------------
  var links = all('.side nav li a');
  if ('IntersectionObserver' in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        links.forEach(function (a) {
          if (a.getAttribute('href') === '#' + entry.target.getAttribute('aria-labelledby')) a.setAttribute('aria-current', 'true');
          else a.removeAttribute('aria-current');
        });
      });
    }, { rootMargin: '-10% 0px -85% 0px' });
    all('main section').forEach(function (s) { seen.observe(s); });
  }
  if (location.hash) go();
})();
