import { PodAdditions, RoleContainer } from '../assembly/pod-additions';
import { Endpoint } from '../network/endpoint';
import { ContributionContext } from '../synth/pod-assembly';
import { AccompanyingRole, AccompanyingRoleProps } from './accompanying-role';
import { LOOPBACK, listeningAt, withEndpoint, withVariables } from './container-changes';
import { PodContainerProps } from './pod-container-props';

/** What an adapter is made of. */
export interface AdapterProps extends AccompanyingRoleProps {
  /**
   * Where the uniform view of main is, on the pod's address: `Endpoint.http(9113, { name: 'metrics' })`. The Service of the pod offers it
   * beside main's own endpoints.
   */
  readonly view: Endpoint;

  /**
   * The path of the uniform view.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Whether the pod carries the annotations by which Prometheus finds the view.
   *
   * @default false
   */
  readonly scrapeAnnotations?: boolean;

  /**
   * The endpoint of main that the adapter reads. An adapter that reads a volume has `shares` instead.
   *
   * @default - the adapter reads a volume
   */
  readonly scrapes?: Endpoint;

  /**
   * The variable of the adapter's container that tells it where main's endpoint is, as an URL on loopback.
   *
   * @default - the adapter's arguments or configuration say it
   */
  readonly scrapeVariable?: string;

  /**
   * The path of main's endpoint that the adapter reads.
   *
   * @default '/'
   */
  readonly scrapePath?: string;
}

/**
 * Shows the world a uniform main: it reads what main offers in its own way, a log in a shared volume or a status page on loopback, and
 * presents it as everybody else does, on a named port and path.
 *
 * @see https://kubernetes.io/blog/2015/06/the-distributed-system-toolkit-patterns/
 */
export class Adapter extends AccompanyingRole {
  /** Where the uniform view of main is. */
  public readonly view: Endpoint;
  /** The path of the uniform view. */
  public readonly path: string;
  private readonly adapterProps: AdapterProps;

  constructor(props: AdapterProps) {
    super('adapter', props);
    this.view = props.view;
    this.path = props.path ?? '/metrics';
    this.adapterProps = props;
  }

  public get endpoints(): Endpoint[] {
    return withEndpoint(super.endpoints, this.view);
  }

  /** @internal */
  public _contribute(context: ContributionContext): PodAdditions {
    const additions = super._contribute(context);
    if (!this.adapterProps.scrapeAnnotations) return additions;
    return {
      ...additions,
      podAnnotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': String(this.view.port),
        'prometheus.io/path': this.path,
      },
    };
  }

  /** @internal */
  protected _container(props: PodContainerProps, context: ContributionContext): RoleContainer {
    const { scrapes, scrapeVariable, scrapePath = '/' } = this.adapterProps;
    const variables: Record<string, string> =
      scrapes && scrapeVariable ? { [scrapeVariable]: `http://${LOOPBACK}:${scrapes.port}${scrapePath}` } : {};
    return withVariables(super._container(listeningAt(props, this.view), context), variables);
  }
}
