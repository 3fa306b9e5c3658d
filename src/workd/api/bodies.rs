//! Bodies that are not plain JSON: a sheet of any media type, and an object that may be left out.

use bytes::Bytes;
use poem::{FromRequest, Request, RequestBody};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    payload::Binary,
    payload::{Json, ParsePayload, Payload},
    registry::{MetaMediaType, MetaRequest, Registry},
    types::ParseFromJSON,
};

async fn whole(request: &Request, body: &mut RequestBody) -> poem::Result<Bytes> {
    <Bytes as FromRequest>::from_request(request, body).await
}

/// A sheet as it was sent, whatever its media type says: programs disagree about that of CSV.
pub struct SheetBody(pub Bytes);

impl<'a> ApiExtractor<'a> for SheetBody {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn request_meta() -> Option<MetaRequest> {
        let of = |content_type| MetaMediaType {
            content_type,
            schema: <Binary<Bytes> as Payload>::schema_ref(),
        };
        let content = vec![of("text/csv"), of("application/octet-stream")];
        Some(MetaRequest { description: None, content, required: true })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self(whole(request, body).await?))
    }
}

/// An object that may be left out; no body is an object without any field.
pub struct MaybeJson<T>(pub T);

impl<'a, T: ParseFromJSON + Default> ApiExtractor<'a> for MaybeJson<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Json<T> as Payload>::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        let content = vec![MetaMediaType {
            content_type: <Json<T> as Payload>::CONTENT_TYPE,
            schema: <Json<T> as Payload>::schema_ref(),
        }];
        Some(MetaRequest { description: None, content, required: false })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        let bytes = whole(request, body).await?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self(T::default()));
        }
        let mut body = RequestBody::new(bytes.into());
        Ok(Self(<Json<T> as ParsePayload>::from_request(request, &mut body).await?.0))
    }
}
