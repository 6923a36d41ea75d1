"""The preview: a page on this machine that shows a scene while it is written, anew after each save.

``stages`` draws one scene, first its current step, then a small film, then the whole one. ``watched`` knows what has
changed, ``drawer`` is the thread that draws, ``server`` gives the page to the browser.
"""
