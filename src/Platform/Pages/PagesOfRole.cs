using System.Reflection;

namespace Cabildo.Platform.Pages;

/// <summary>Says that a role has pages, and whose.</summary>
internal sealed record PagesOfRole(Assembly Module);
