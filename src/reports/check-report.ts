import { SourcePosition } from '../manifest/source-position';
import { Finding, Severity } from '../rules/finding';
import { Suppression } from '../validation/validation-policy';
import { Excerpt } from './excerpt';

/** A finding and where it stands in its file. */
export interface LocatedFinding {
  readonly finding: Finding;
  /** The place in the finding's file; absent for a finding on a file as a whole or on the policy. */
  readonly position?: SourcePosition;
  /** The lines around that place. */
  readonly excerpt?: Excerpt;
  /** The suppression that accepts the finding; absent for a finding that stands. */
  readonly suppression?: Suppression;
}

/** What a check of files came to. */
export interface CheckSummary {
  /** The Kubernetes version that the manifests were judged for: `1.35`. */
  readonly kubernetesVersion: string;
  /** How many findings of each severity stand. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many findings a suppression accepted. */
  readonly suppressed: number;
  /** How many files there were. */
  readonly files: number;
  /** How many objects were judged, those of a List one by one. */
  readonly objects: number;
  /** The kinds that no schema is known of, as `cert-manager.io/v1 Certificate`, with how many objects of each there are. */
  readonly unknownKinds: Readonly<Record<string, number>>;
  /** How many documents of folders are no objects of Kubernetes, such as a tool's own configuration. */
  readonly otherDocuments: number;
}

/** What a format may need to know of where its text goes. */
export interface ReportOptions {
  /** Whether the text goes to a terminal that shows colours. */
  readonly colours: boolean;
}

/** One report on its way: it is written finding by finding, so that none has to be kept. */
export interface ReportWriter {
  /** The text for one finding, which a suppression may accept. */
  finding(found: LocatedFinding): string;
  /** The text at the end, with a line end behind its last line. */
  end(summary: CheckSummary): string;
}

/** A way to write a report. */
export interface ReportFormat {
  /** What `--format` calls it. */
  readonly name: string;
  /** Begins a report. */
  begin(options: ReportOptions): ReportWriter;
}
