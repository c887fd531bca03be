// Light, dark or as the system says; kept in this browser. Runs in the head, before anything is painted.
(() => {
  const KEY = 'odradek.theme';
  const root = document.documentElement;
  const apply = choice => {
    root.style.colorScheme = choice === 'light' || choice === 'dark' ? choice : 'light dark';
    root.dataset.theme = choice;
  };
  const chosen = () => {
    try {
      return localStorage.getItem(KEY) || 'system';
    } catch {
      return 'system';
    }
  };
  window.odradekTheme = {
    chosen,
    choose(choice) {
      try {
        localStorage.setItem(KEY, choice);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
      apply(choice);
    },
  };
  apply(chosen());
})();
