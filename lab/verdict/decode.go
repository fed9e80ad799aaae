package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// decoders are the server's strict decoders: they read, default and convert to the internal version.
type decoders struct {
	json, yaml runtime.Decoder
}

// decoded is what a text turned out to be.
type decoded struct {
	name        string
	version     schema.GroupVersion
	kind        *Kind
	object      runtime.Object
	strict      []string
	err         string
	unsupported string
}

func newDecoders() decoders {
	var d decoders
	for _, info := range legacyscheme.Codecs.SupportedMediaTypes() {
		decoder := legacyscheme.Codecs.DecoderToVersion(info.StrictSerializer, runtime.InternalGroupVersioner)
		switch info.MediaType {
		case runtime.ContentTypeJSON:
			d.json = decoder
		case runtime.ContentTypeYAML:
			d.yaml = decoder
		}
	}
	return d
}

func (d decoders) decode(text []byte) decoded {
	decoder := d.yaml
	// A brace may also begin YAML in flow style.
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) && json.Valid(text) {
		decoder = d.json
	}
	object, gvk, err := decoder.Decode(text, nil, nil)
	var result decoded
	if gvk != nil && gvk.Kind != "" {
		result.name = name(*gvk)
		result.version = gvk.GroupVersion()
		result.kind = kinds[*gvk]
	}
	switch {
	case runtime.IsMissingKind(err), runtime.IsMissingVersion(err):
		result.unsupported = "the manifest does not say its kind and apiVersion"
		return result
	case result.name != "" && result.kind == nil:
		result.unsupported = fmt.Sprintf("%s is not a kind that this program judges", result.name)
		return result
	case err != nil:
		strict, ok := runtime.AsStrictDecodingError(err)
		if !ok || object == nil {
			result.err = err.Error()
			return result
		}
		for _, each := range strict.Errors() {
			result.strict = append(result.strict, each.Error())
		}
	}
	result.object = object
	return result
}

func name(gvk schema.GroupVersionKind) string {
	apiVersion, kind := gvk.ToAPIVersionAndKind()
	return apiVersion + "/" + kind
}
