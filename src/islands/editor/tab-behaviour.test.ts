import { describe, expect, it } from 'vitest';
import { TabBehaviour } from './tab-behaviour.ts';

describe('TabBehaviour', () => {
  it('moves the focus until the learner has typed, and again when they come back', () => {
    const changes: boolean[] = [];
    const tab = new TabBehaviour((moves) => changes.push(moves));
    expect(tab.movesFocus).toBe(true);
    tab.typed();
    tab.typed();
    expect(tab.movesFocus).toBe(false);
    tab.left();
    expect(tab.movesFocus).toBe(true);
    expect(changes).toEqual([false, true]);
  });

  it('always moves it after Escape, until the next key that writes', () => {
    const tab = new TabBehaviour(() => undefined);
    tab.typed();
    tab.escaped();
    expect(tab.movesFocus).toBe(true);
    tab.typed();
    expect(tab.movesFocus).toBe(false);
    tab.toggle();
    tab.toggle();
    tab.escaped();
    expect(tab.movesFocus).toBe(true);
  });

  it('does what the learner has chosen, whatever they type and wherever they go', () => {
    const tab = new TabBehaviour(() => undefined);
    tab.toggle();
    expect(tab.movesFocus).toBe(false);
    tab.left();
    expect(tab.movesFocus).toBe(false);
    tab.toggle();
    tab.typed();
    expect(tab.movesFocus).toBe(true);
  });
});
