using Cabildo.CivilRegister.Data;
using Cabildo.Platform.Refusals;
using Cabildo.RepublicaDelPlata.Registers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cabildo.CivilRegister.Persons;

/// <summary>The register's interface.</summary>
internal static class PersonEndpoints
{
    public static void MapPersons(this WebApplication app)
    {
        var persons = app.MapGroup("/persons").WithTags("persons");
        persons.MapGet("/{dni}", GetAsync).WithName("getPerson").WithSummary("A person by DNI, with parents and children.");

        var registrars = app.MapGroup("").WithTags("registrars").AddEndpointFilter(RequireOperatorKeyAsync);
        registrars.MapPost("/births", PostBirthAsync).WithName("registerBirth").WithSummary("Registers a birth and assigns a DNI.");
        registrars.MapPut("/persons/{dni}/death", PutDeathAsync).WithName("registerDeath").WithSummary("Registers a death.");
    }

    private static async Task<Results<Ok<Person>, ProblemHttpResult>> GetAsync(string dni, RegisterContext register, CancellationToken ct) =>
        await register.FindAsync(dni, ct) is { } person ? TypedResults.Ok(person) : PersonAnswer.NoPerson.ToProblem();

    private static async Task<Results<Created<Person>, ProblemHttpResult>> PostBirthAsync(Birth birth, RegisterBirth registerBirth, CancellationToken ct)
    {
        var (person, refusal) = await registerBirth.RunAsync(birth, ct);
        return refusal is null ? TypedResults.Created($"/persons/{person!.Dni}", person) : refusal.ToProblem();
    }

    private static async Task<Results<Ok<Person>, ProblemHttpResult>> PutDeathAsync(
        string dni, Death death, RegisterDeath registerDeath, CancellationToken ct)
    {
        var (person, refusal) = await registerDeath.RunAsync(dni, death, ct);
        return refusal is null ? TypedResults.Ok(person) : refusal.ToProblem();
    }

    private static async ValueTask<object?> RequireOperatorKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var operators = context.HttpContext.RequestServices.GetRequiredService<OperatorKey>();
        return operators.Is(context.HttpContext.Request.Headers[OperatorKey.Header])
            ? await next(context)
            : new Refusal("operator-key-wrong", $"Send the register's operator key in the header {OperatorKey.Header}.", 403).ToProblem();
    }
}
