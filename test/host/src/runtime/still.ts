/**
 * Without motion, CSS animations and transitions end in the frame they start in, and tell so by their usual events.
 * Endless ones rest at their first frame.
 */
export function endMotionAtOnce(surface: HTMLElement): void {
  for (const name of ['animationstart', 'transitionrun']) {
    surface.addEventListener(name, ({ target }) => {
      for (const animation of (target as Element).getAnimations({ subtree: true })) {
        if (!(animation instanceof CSSAnimation || animation instanceof CSSTransition)) continue
        if (animation.playState === 'finished') continue
        const end = Number(animation.effect?.getComputedTiming().endTime)
        // finish() would swallow a transition's event; the last moment before the end does not.
        if (end === Infinity) animation.pause()
        else animation.currentTime = Math.max(0, end - 1)
      }
    })
  }
}
