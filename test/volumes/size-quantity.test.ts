import { Size } from 'cdk8s';
import { sizeQuantity } from '../../src/volumes/size-quantity';

test.each([
  [Size.kibibytes(512), '512Ki'],
  [Size.mebibytes(64), '64Mi'],
  [Size.mebibytes(1024), '1024Mi'],
  [Size.gibibytes(2), '2Gi'],
  [Size.tebibytes(3), '3Ti'],
  [Size.pebibyte(1), '1Pi'],
  [Size.gibibytes(1.5), '1536Mi'],
  [Size.mebibytes(0.5), '512Ki'],
  [Size.kibibytes(0.5), '512'],
  [Size.kibibytes(0), '0Ki'],
])('%p is a quantity without loss', (size, quantity) => {
  expect(sizeQuantity(size, 'the size')).toBe(quantity);
});

test('fails for a size that is no whole number of bytes', () => {
  expect(() => sizeQuantity(Size.kibibytes(1 / 3), 'the size limit')).toThrow(
    /^the size limit of 0\.3+Ki is not allowed: a whole number of bytes; choose a smaller unit/,
  );
});
