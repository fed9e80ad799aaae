package main

import "encoding/json"

// Verdict is what the server says to one manifest. The lab's server command prints the same form.
type Verdict struct {
	// ID is the input's id, unchanged.
	ID json.RawMessage `json:"id"`
	// Kind is "apiVersion/Kind" as read from the manifest.
	Kind string `json:"kind,omitempty"`
	// Accepted says that the server would have created the object.
	Accepted bool `json:"accepted"`
	// Unsupported says why the program has no opinion: a kind it does not judge, or no kind at all.
	Unsupported string `json:"unsupported,omitempty"`
	// Decode is the decoder's message for text that is no such object at all, such as a string where a number belongs.
	Decode string `json:"decode,omitempty"`
	// Strict holds what only the strict decoder minds: unknown and duplicate fields. The server stops at them; the
	// verdict goes on with what was decoded, as the server does with fieldValidation=Warn.
	Strict []string `json:"strict"`
	// Errors are the causes of the server's refusal, in its order.
	Errors []FieldError `json:"errors"`
	// Warnings are the texts of the server's Warning headers, each once, in its order. Like the server's, they come
	// only with an object that is accepted, save for those that a strict decoding error alone stands in the way of.
	Warnings []string `json:"warnings"`
	// PodSecurity is the Pod Security Standards' verdict on the pod or pod template.
	PodSecurity *PodSecurity `json:"podSecurity,omitempty"`
	// Effective is what the scheduler and the kubelet reckon with.
	Effective *Effective `json:"effective,omitempty"`
	// Dropped are the paths of the fields that the server takes out before it validates, or gives another value, outside
	// metadata and status.
	Dropped []string `json:"dropped,omitempty"`
	// Panic is the text of a panic inside Kubernetes' code; the run goes on.
	Panic string `json:"panic,omitempty"`
	// Unanswered says that Kubernetes' code did not come to an end with this manifest in time.
	Unanswered string `json:"unanswered,omitempty"`
	// BadLine says why the input line is no request.
	BadLine string `json:"badLine,omitempty"`
}

// FieldError is one cause of a refusal.
type FieldError struct {
	// Type is the server's cause type, such as FieldValueDuplicate, or the reason of an error that has no field, such
	// as BadRequest.
	Type string `json:"type"`
	// Field is the path, such as spec.containers[1].name; empty for an error without one.
	Field string `json:"field"`
	// Message is the text of the cause, the offending value included.
	Message string `json:"message"`
}
