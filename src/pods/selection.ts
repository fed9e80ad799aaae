import * as kplus from 'cdk8s-plus-28';
import { AnyClass, hook } from '../synth/hooked-class';

const selected = new WeakSet<kplus.AbstractPod>();

/** Notes from now on whether anything selects the pods of a workload, through the pattern or past it. */
export function watchSelection(workload: kplus.AbstractPod): void {
  hook(workload, watchedClass);
}

/** Notes that something selects, or may come to select, the pods of a workload by their labels. */
export function noteSelection(workload: kplus.AbstractPod): void {
  selected.add(workload);
}

/** Whether anything selects the pods of a workload: then the label that it is selected by has to stay. */
export function isSelected(workload: kplus.AbstractPod): boolean {
  return selected.has(workload);
}

function watchedClass(original: AnyClass): AnyClass {
  return class extends (original as typeof kplus.Pod) {
    public toPodSelectorConfig(): kplus.PodSelectorConfig {
      noteSelection(this);
      return super.toPodSelectorConfig();
    }
  };
}
