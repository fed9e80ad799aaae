import * as kplus from 'cdk8s-plus-28';
import { BindAddress, ConfigHelper, ConfigHelperProps, Endpoint, HealthProbe, LifecycleHandler, SharedVolume } from '../../src';
import { containerOf, errorsOf, podOf, startOf, templateOf } from './made-pod';

const config = SharedVolume.emptyDir('config');

function helper(props: Partial<ConfigHelperProps> = {}): ConfigHelper {
  return new ConfigHelper({
    name: 'render',
    image: 'confd:0.16',
    args: ['--watch'],
    renders: config.writtenAt('/rendered'),
    mainReads: config.readAt('/etc/app'),
    ...props,
  });
}

describe('a configuration helper', () => {
  test('writes what main reads as a whole directory', () => {
    const pod = podOf([helper({ firstRender: {} })]);
    expect(containerOf(pod, 'render').volumeMounts).toEqual([{ name: 'config', mountPath: '/rendered' }]);
    expect(containerOf(pod, 'main').volumeMounts).toEqual([{ name: 'config', mountPath: '/etc/app', readOnly: true }]);
    expect(templateOf(pod).spec).toMatchObject({ volumes: [{ name: 'config', emptyDir: {} }] });
  });

  test('renders once before main starts, in an init container that the API server takes', () => {
    const role = helper({
      firstRender: { args: ['--once'], envVariables: { ONCE: kplus.EnvValue.fromValue('1') } },
      command: ['confd'],
      envVariables: { LEVEL: kplus.EnvValue.fromValue('info') },
      endpoints: [Endpoint.http(8081)],
      startupProbe: HealthProbe.http('/ready'),
      readinessProbe: HealthProbe.http('/ready'),
      livenessProbe: HealthProbe.http('/live'),
      preStop: LifecycleHandler.exec(['stop']),
    });
    const pod = podOf([role]);
    expect(role.firstRenderName).toBe('render-first-render');
    expect(startOf(pod)).toEqual([['render-first-render', 'render'], ['main']]);
    expect(containerOf(pod, 'render-first-render')).toEqual({
      name: 'render-first-render',
      image: 'confd:0.16',
      command: ['confd'],
      args: ['--once'],
      env: [
        { name: 'LEVEL', value: 'info' },
        { name: 'ONCE', value: '1' },
      ],
      volumeMounts: [{ name: 'config', mountPath: '/rendered' }],
    });
    expect(containerOf(pod, 'render')).toMatchObject({ args: ['--watch'], startupProbe: { httpGet: { port: 8081 } } });
    expect(errorsOf(pod)).toBe('');
  });

  test('renders with another command where its first render says one, else with its own', () => {
    const first = (firstRender: ConfigHelperProps['firstRender']) => containerOf(podOf([helper({ firstRender })]), 'render-first-render');
    expect(first({ command: ['render-once'], args: undefined })).toMatchObject({ command: ['render-once'], args: ['--watch'] });
    expect(first({})).toMatchObject({ args: ['--watch'] });
  });

  test('makes main wait for its own health where it has no first render', () => {
    const role = helper({ startupProbe: HealthProbe.exec(['rendered']) });
    expect(role.firstRenderName).toBeUndefined();
    expect(startOf(podOf([role]))).toEqual([['render'], ['main']]);
    expect(errorsOf(podOf([role]))).toBe('');
  });

  test('fails without a first render and without a probe that says when it has rendered', () => {
    const errors = errorsOf(podOf([helper()]));
    expect(errors).toContain("container 'main' waits for 'render' to be healthy, but 'render' has no startup probe that could say so");
    expect(errors).toContain('HealthProbe.exec');
  });

  test('reloads main over loopback', () => {
    const reloads = Endpoint.http(9090, { bindAddress: BindAddress.LOOPBACK });
    const env = (props: Partial<ConfigHelperProps>) => containerOf(podOf([helper({ firstRender: {}, ...props })]), 'render').env;
    expect(env({ reloads, reloadVariable: 'RELOAD' })).toEqual([{ name: 'RELOAD', value: 'http://127.0.0.1:9090/-/reload' }]);
    expect(env({ reloads, reloadVariable: 'RELOAD', reloadPath: '/again' })).toEqual([
      { name: 'RELOAD', value: 'http://127.0.0.1:9090/again' },
    ]);
    expect(env({ reloads })).toBeUndefined();
  });
});
