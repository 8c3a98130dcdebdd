import { countSteps } from '../../countSteps';
import { read } from './read';

/** How many times as many steps a text of twice the length takes: 2 if the time is linear. */
export function growth(text: (times: number) => string, path = 'a.sh', times = 1_000): number {
  return countSteps(() => read(path, text(2 * times))) / countSteps(() => read(path, text(times)));
}
