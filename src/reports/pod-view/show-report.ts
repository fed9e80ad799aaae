import { PodView } from './pod-view';

/** The pods of an input and what else was in it. */
export interface ShowReport {
  /** The Kubernetes version that the pods are shown for: `1.35`. */
  readonly kubernetesVersion: string;
  readonly pods: readonly PodView[];
  /** How many objects were read, those of a List one by one. */
  readonly objects: number;
  /** The kinds of which nobody knows whether they have a pod, as `argoproj.io/v1alpha1 Rollout`, with how many objects of each there are. */
  readonly unknownKinds: Readonly<Record<string, number>>;
}

/** What a format may need beside the report. */
export interface ShowOptions {
  /** The most characters of a line of text. */
  readonly width: number;
  /** Whether the text goes to a terminal that shows colours. */
  readonly colours: boolean;
  /** The colours of a drawing. */
  readonly theme: 'light' | 'dark';
}

/** A way to show pods. */
export interface ShowFormat {
  /** What `--format` calls it. */
  readonly name: string;
  /** The report as text, with a line end behind its last line. */
  render(report: ShowReport, options: ShowOptions): string;
}
