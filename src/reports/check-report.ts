import { SourcePosition } from '../manifest/source-position';
import { Finding } from '../rules/finding';
import { Suppression } from '../validation/validation-policy';

/** A finding and where it stands in its file. */
export interface LocatedFinding {
  readonly finding: Finding;
  /** The place in the finding's file; absent for a finding on a file as a whole or on the policy. */
  readonly position?: SourcePosition;
  /** The suppression that accepts the finding; absent for a finding that stands. */
  readonly suppression?: Suppression;
}

/** Everything that a check of files found. */
export interface CheckReport {
  /** The Kubernetes version that the manifests were judged for: `1.35`. */
  readonly kubernetesVersion: string;
  /** The findings that stand, file by file. */
  readonly findings: readonly LocatedFinding[];
  /** The findings that a suppression accepted. */
  readonly suppressed: readonly LocatedFinding[];
  /** How many files were read. */
  readonly files: number;
  /** How many objects were judged, those of a List one by one. */
  readonly objects: number;
  /** The kinds that no schema is known of, as `cert-manager.io/v1 Certificate`, with how many objects of each there are. */
  readonly unknownKinds: Readonly<Record<string, number>>;
  /** How many documents of folders are no objects of Kubernetes, such as a tool's own configuration. */
  readonly otherDocuments: number;
}

/** What a format may need beside the report. */
export interface ReportOptions {
  /** Whether the text goes to a terminal that shows colours. */
  readonly colours: boolean;
  /** The lines of a file, for formats that show them; undefined where the file is not at hand. */
  linesOf(file: string): readonly string[] | undefined;
}

/** A way to write a report. */
export interface ReportFormat {
  /** What `--format` calls it. */
  readonly name: string;
  /** The report as text, with a line end behind its last line. */
  render(report: CheckReport, options: ReportOptions): string;
}
