import { KubernetesVersion } from '../cluster/kubernetes-version';
import { PodIntent } from '../manifest/intent';
import { JsonObject } from '../manifest/json';
import { Finding } from '../rules/finding';
import { Rule } from '../rules/rule';
import { PodSecurityLevel } from '../rules/security/pod-security-level';
import { Suppression, ValidationPolicy } from './validation-policy';

/** A manifest to judge, and where it came from. */
export interface Subject {
  readonly manifest: JsonObject;
  /** What is meant by its pod, where that is known. */
  readonly intent?: PodIntent;
  readonly constructPath?: string;
  readonly file?: string;
  /** The Kubernetes version that it is for, where that is not the one that all others are for. */
  readonly version?: KubernetesVersion;
  /** The level of the Pod Security Standards that its pod is meant to meet, where that is known; else that of the policy. */
  readonly podSecurity?: PodSecurityLevel;
  /** False for a manifest that only stands beside those to judge, like the Service of a pod. */
  readonly judged?: boolean;
}

/** How manifests are judged. */
export interface JudgeOptions {
  /** The Kubernetes version that the manifests are for. */
  readonly version: KubernetesVersion;
  /** The rules to judge by, beside those of the policy; every rule of the library where absent. */
  readonly rules?: readonly Rule[];
  readonly policy?: ValidationPolicy;
  /** The day by which suppressions expire, as `2026-11-21`; the current day in UTC where absent. */
  readonly today?: string;
}

/** A finding that a suppression accepted. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** Everything that the rules said of a number of manifests. */
export interface Judgement {
  /** The findings that stand: subject by subject, the weightiest first, each subject's in the order of its fields. */
  readonly findings: readonly Finding[];
  /** The findings that a suppression accepted. */
  readonly suppressed: readonly SuppressedFinding[];
}
