// For styles: what only makes sense without a script is not shown, nor what a script shows later.
document.documentElement.classList.add("scripted");
