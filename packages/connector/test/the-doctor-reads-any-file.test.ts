import { describe, expect, test } from 'vitest';
import { literalsOf } from '../src/doctor/feel-text.ts';
import { readModel } from '../src/doctor/read-model.ts';
import { readXml } from '../src/doctor/xml.ts';

describe('what is no XML is told with its line', () => {
  test.each<[string, string, number, RegExp]>([
    ['an open tag', '<a>\n<b>\n</a>', 3, /unexpected close tag/],
    ['a missing end', '<a>\n<b/>\n', 3, /unclosed tag: a/],
    ['two roots', '<a/>\n<b/>', 2, /only one root/],
    ['an attribute without quotes', '<a\nx=1/>', 2, /unquoted/],
    ['a prefix that nobody declares', '<p:a/>', 1, /unbound namespace prefix/],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "xxx">]>\n<a>&x;</a>', 2, /undefined entity/],
    ['a text', 'hello <a/>', 1, /does not begin with a tag/],
    ['a nesting without end', `\n${'<a>'.repeat(100_000)}`, 2, /deeper than 1000/],
  ])('%s', (_name, text, line, expected) => {
    const read = () => readXml(text);
    expect(read).toThrow(expect.objectContaining({ name: 'XmlError', line, message: expect.stringMatching(expected) }));
  });
});

test('an element is on the line on which its tag begins', () => {
  const text = '<?xml version="1.0"?>\r\n<!-- a\r\n<b/> --><a\r\n  x="1\r\n2"\r\n>\r\n\t<b /><c\n/>\n<d>😀</d></a>';
  expect(readXml(text).map(({ name, line }) => `${name} ${line}`)).toEqual(['a 3', 'b 7', 'c 7', 'd 9']);
});

test('what looks like a task, but is of another namespace, is none', () => {
  const model = (zeebe: string, bpmn: string) => `<b:definitions
      xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0" xmlns:o="urn:other">
      <${bpmn}:task id="t"><b:extensionElements><${zeebe}:taskDefinition type="x"/></b:extensionElements></${bpmn}:task>
    </b:definitions>`;
  expect(readModel(model('z', 'b')).map(({ id, jobType }) => [id, jobType])).toEqual([['t', 'x']]);
  expect(readModel(model('o', 'b'))).toEqual([]);
  expect(readModel(model('z', 'o'))).toEqual([]);
});

test('texts of expressions are found outside of comments, with keys apart', () => {
  const expression = '={"a": "b // no comment", // "c"\n d: "say \\"e\\"" /* "f": "g" */, "h" : x}';
  expect(literalsOf(expression)).toEqual([
    { text: 'a', isKey: true },
    { text: 'b // no comment', isKey: false },
    { text: 'say \\"e\\"', isKey: false },
    { text: 'h', isKey: true },
  ]);
});
