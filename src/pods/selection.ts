import * as kplus from 'cdk8s-plus-28';
import { AnyClass, hook } from '../synth/hooked-class';

const selected = new WeakSet<kplus.AbstractPod>();

/** Notes from now on whether anything selects the pods of a workload, through the pattern or past it. */
export function watchSelection(workload: kplus.AbstractPod): void {
  hook(workload, watchedClass);
}

/** Whether anything selects the pods of a workload: then the label that it is selected by has to stay. */
export function isSelected(workload: kplus.AbstractPod): boolean {
  return selected.has(workload);
}

function watchedClass(original: AnyClass): AnyClass {
  return class extends (original as typeof kplus.Pod) {
    public toPodSelectorConfig(): kplus.PodSelectorConfig {
      selected.add(this);
      return super.toPodSelectorConfig();
    }
  };
}
