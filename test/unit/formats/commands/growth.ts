import { growthOf } from '../../countSteps';
import { read } from './read';

/** How many times as many steps a text of twice the length takes: 2 if the time is linear. */
export function growth(text: (times: number) => string, path = 'a.sh', times = 1_000): number {
  return growthOf((count) => read(path, text(count)), times);
}
