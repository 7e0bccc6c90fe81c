import type { WrittenTask } from '../generations/generation.ts';
import { taskModel } from '../model.ts';

const DIAGRAM = `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="diagram">
  <bpmndi:BPMNPlane id="plane" bpmnElement="journey">
    <bpmndi:BPMNShape id="shape" bpmnElement="send"><dc:Bounds x="0" y="0" width="100" height="80"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane>
</bpmndi:BPMNDiagram></bpmn:definitions>`;

/** A model that a Modeler can open, with a task that names its template. */
export function taskOnCanvas(task: WrittenTask, template: { readonly id: string; readonly version?: number }): string {
  const version = template.version === undefined ? '' : ` zeebe:modelerTemplateVersion="${template.version}"`;
  return taskModel(task.inputs, task.headers, task.retries, 'journey', task.jobType)
    .replace('<bpmn:serviceTask id="send"', `$& zeebe:modelerTemplate="${template.id}"${version}`)
    .replace('</bpmn:definitions>', DIAGRAM);
}
