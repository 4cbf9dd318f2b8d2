using System.Net.Mime;
using System.Security.Claims;
using Cabildo.Documents.Codes;
using Cabildo.Documents.Register;
using Cabildo.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Cabildo.Documents.Licences;

/// <summary>What the holder may ask for, with an access token of the scope <c>documents</c>.</summary>
internal static class HolderEndpoints
{
    private const string RetryAfterSeconds = "30";

    public static void MapHolder(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").RequireAuthorization(Holder.Policy).AddEndpointFilter(AnswerHeadersAsync);
        api.MapGet("/licence", GetLicenceAsync);
        api.MapGet("/licence/portrait", GetPortraitAsync);
        api.MapPost("/licence/qr", PostCodeAsync);
    }

    private static async Task<Results<Ok<LicenceView>, ProblemHttpResult>> GetLicenceAsync(
        ClaimsPrincipal user, ReadLicence read, IOptions<DocumentsOptions> options, CancellationToken ct) =>
        Answer(await read.RunAsync(Holder.RegisterNumber(user, options.Value.IdScheme), ct));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPortraitAsync(
        ClaimsPrincipal user, ReadLicence read, IOptions<DocumentsOptions> options, CancellationToken ct)
    {
        var answer = await read.PortraitAsync(Holder.RegisterNumber(user, options.Value.IdScheme), ct);
        return answer.IsRefused(out var refusal, out var picture) ? refusal.ToProblem() : TypedResults.Bytes(picture, MediaTypeNames.Image.Jpeg);
    }

    private static async Task<Results<Ok<IssuedCode>, ProblemHttpResult>> PostCodeAsync(
        ClaimsPrincipal user, IssueCode issue, IOptions<DocumentsOptions> options, CancellationToken ct) =>
        Answer(await issue.RunAsync(Holder.RegisterNumber(user, options.Value.IdScheme), ct));

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Outcome<T> outcome)
        where T : class =>
        outcome.IsRefused(out var refusal, out var value) ? refusal.ToProblem() : TypedResults.Ok(value);

    private static async ValueTask<object?> AnswerHeadersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        var answer = result is INestedHttpResult nested ? nested.Result : result;
        if (answer is ProblemHttpResult { StatusCode: StatusCodes.Status503ServiceUnavailable }) headers.RetryAfter = RetryAfterSeconds;
        return result;
    }
}
